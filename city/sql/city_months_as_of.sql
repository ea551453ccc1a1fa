-- The city's months as they stood at a past moment: today's, less what came after. That
-- is folded into days, but for part of that day and for what is not folded yet.
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
          FROM hours_citymonth
         WHERE month BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 1)
         UNION ALL
        SELECT date_trunc('month', service_date)::date, district_id,
               -minutes, -sessions, -timed, -witnessed, -declared, -entered
          FROM hours_cityday
         WHERE posted_on >= %(days_from)s
           AND service_date BETWEEN make_date(%(year)s, 1, 1)
                                AND make_date(%(year)s, 12, 31)
         UNION ALL
        SELECT date_trunc('month', service_date)::date, district_id,
               turn.sign * minutes,
               turn.sign * sign(minutes),
               CASE WHEN evidence = 'timed'     THEN turn.sign * minutes ELSE 0 END,
               CASE WHEN evidence = 'witnessed' THEN turn.sign * minutes ELSE 0 END,
               CASE WHEN evidence = 'declared'  THEN turn.sign * minutes ELSE 0 END,
               CASE WHEN evidence = 'entered'   THEN turn.sign * minutes ELSE 0 END
          FROM hours_entry
         CROSS JOIN LATERAL (SELECT CASE WHEN posted_at >= %(newer)s THEN -1
                                         ELSE %(sign)s END) AS turn (sign)
         WHERE (posted_at >= %(since)s AND posted_at < %(before)s
                OR posted_at >= %(newer)s)
           AND service_date BETWEEN make_date(%(year)s, 1, 1)
                                AND make_date(%(year)s, 12, 31)) AS line
 GROUP BY 1, 2
 ORDER BY 1, 2
