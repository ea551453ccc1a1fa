-- How many people have counted hours with one organization in the year.
SELECT count(*) AS people
  FROM hours_volunteerorganizationyear
 WHERE organization_id = %(organization)s
   AND year = %(year)s
   AND minutes > 0
