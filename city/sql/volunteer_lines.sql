-- People with their year in the whole city.
SELECT total.volunteer_id        AS key,
       person.number,
       person.name,
       person.birth_date,
       total.home_district_id    AS district,
       total.minutes,
       total.sessions,
       total.timed,
       total.witnessed,
       total.declared,
       total.entered
  FROM hours_volunteeryear AS total
  JOIN volunteers_volunteer AS person ON person.id = total.volunteer_id
 WHERE total.year = %(year)s
   AND total.minutes BETWEEN %(least)s AND %(most)s
   AND (%(district)s::text IS NULL
        OR total.home_district_id = %(district)s
           -- Of a district that is none, nobody is looked at.
           AND EXISTS (SELECT FROM volunteers_district WHERE code = %(district)s))
