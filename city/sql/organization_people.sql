-- How many people have counted hours with one organization in the year; of very many
-- nobody counts on.
SELECT count(*) AS people
  FROM (SELECT
          FROM hours_volunteerorganizationyear
         WHERE organization_id = %(organization)s
           AND year = %(year)s
           AND minutes > 0
         LIMIT %(most)s + 1) AS counted
