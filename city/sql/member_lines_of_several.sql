-- People with their year in several organizations, as one sum.
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
  FROM (SELECT volunteer_id,
               sum(minutes)::bigint   AS minutes,
               sum(sessions)::bigint  AS sessions,
               sum(timed)::bigint     AS timed,
               sum(witnessed)::bigint AS witnessed,
               sum(declared)::bigint  AS declared,
               sum(entered)::bigint   AS entered
          FROM hours_volunteerorganizationyear
         WHERE organization_id = ANY(%(organizations)s::uuid[])
           AND year = %(year)s
         GROUP BY volunteer_id
        HAVING sum(minutes) > 0) AS total
  JOIN volunteers_volunteer AS person ON person.id = total.volunteer_id
