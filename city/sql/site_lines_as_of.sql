-- Practice sites with their year as it stood at a past moment, those without hours too.
SELECT site.id                            AS key,
       site.code,
       site.name,
       site.name_en,
       site.kind,
       site.district_id                   AS district,
       coalesce(year.minutes, 0)          AS minutes,
       coalesce(year.sessions, 0)         AS sessions,
       coalesce(year.timed, 0)            AS timed,
       coalesce(year.witnessed, 0)        AS witnessed,
       coalesce(year.declared, 0)         AS declared,
       coalesce(year.entered, 0)          AS entered
  FROM volunteers_site AS site
  LEFT JOIN ({answer}) AS year
    ON year.key = site.id::text
 WHERE (%(month)s::int IS NULL OR year.sessions <> 0)
   AND (%(district)s::text IS NULL OR site.district_id = %(district)s)
   AND (%(kind)s::text IS NULL OR site.kind = %(kind)s)
   AND (%(sites)s::bigint[] IS NULL OR site.id = ANY(%(sites)s::bigint[]))
