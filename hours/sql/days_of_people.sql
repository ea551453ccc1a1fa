-- The days of many people at once, each as make_day_of_person.sql gives it.
SELECT asked.person, asked.day, found.*
  FROM unnest(%(people)s::bigint[], %(days)s::date[]) AS asked (person, day)
 CROSS JOIN LATERAL hours_day_of_person(
       asked.person, %(organization)s, asked.day, %(today)s) AS found
 ORDER BY asked.person, asked.day, found.started_at;
