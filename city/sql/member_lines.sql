-- People with their year in one organization.
SELECT total.volunteer_id        AS key,
       person.number,
       person.name,
       person.birth_date,
       person.district_id        AS district,
       total.minutes,
       total.sessions,
       total.timed,
       total.witnessed,
       total.declared,
       total.entered
  FROM hours_volunteerorganizationyear AS total
  JOIN volunteers_volunteer AS person ON person.id = total.volunteer_id
 WHERE total.organization_id = %(organization)s
   AND total.year = %(year)s
   AND total.minutes > 0
