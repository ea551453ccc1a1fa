-- Practice sites with their year, those without hours too.
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
  LEFT JOIN (SELECT site_id,
                    sum(minutes)::bigint   AS minutes,
                    sum(sessions)::bigint  AS sessions,
                    sum(timed)::bigint     AS timed,
                    sum(witnessed)::bigint AS witnessed,
                    sum(declared)::bigint  AS declared,
                    sum(entered)::bigint   AS entered
               FROM hours_sitemonth
              WHERE month BETWEEN make_date(%(year)s, coalesce(%(month)s, 1), 1)
                              AND make_date(%(year)s, coalesce(%(month)s, 12), 1)
              GROUP BY site_id) AS year
    ON year.site_id = site.id
 WHERE (%(month)s::int IS NULL OR year.sessions <> 0)
   AND (%(district)s::text IS NULL OR site.district_id = %(district)s)
   AND (%(kind)s::text IS NULL OR site.kind = %(kind)s)
   AND (%(sites)s::bigint[] IS NULL OR site.id = ANY(%(sites)s::bigint[]))
