-- The city's months as they stood at a past moment: today's, less what came after.
SELECT extract(month FROM month)::int AS month,
       district,
       sum(minutes)::bigint           AS minutes,
       sum(sessions)::bigint          AS sessions,
       sum(timed)::bigint             AS timed,
       sum(witnessed)::bigint         AS witnessed,
       sum(declared)::bigint          AS declared,
       sum(entered)::bigint           AS entered
  FROM (SELECT month, district_id AS district,
               minutes, sessions, timed, witnessed, declared, entered
          FROM hours_organizationmonth
         WHERE month BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 1)
         UNION ALL
        SELECT date_trunc('month', service_date)::date, district_id,
               -minutes,
               -sign(minutes),
               CASE WHEN evidence = 'timed'     THEN -minutes ELSE 0 END,
               CASE WHEN evidence = 'witnessed' THEN -minutes ELSE 0 END,
               CASE WHEN evidence = 'declared'  THEN -minutes ELSE 0 END,
               CASE WHEN evidence = 'entered'   THEN -minutes ELSE 0 END
          FROM hours_entry
         WHERE posted_at > %(as_of)s
           AND service_date BETWEEN make_date(%(year)s, 1, 1)
                                AND make_date(%(year)s, 12, 31)) AS line
 GROUP BY 1, 2
 ORDER BY 1, 2
