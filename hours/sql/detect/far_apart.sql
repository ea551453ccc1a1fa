-- People who were timed at two places sooner than anybody gets from one to the other:
-- so it is when a code is passed on to somebody who is not there.
WITH served AS (
    SELECT session.id, session.volunteer_id, session.service_date, session.minutes,
           session.started_at,
           coalesce(activity.latitude, site.latitude)   AS latitude,
           coalesce(activity.longitude, site.longitude) AS longitude,
           lag(session.id) OVER here       AS before_id,
           lag(session.minutes) OVER here  AS before_minutes,
           lag(session.ended_at) OVER here AS before_ended_at,
           lag(coalesce(activity.latitude, site.latitude)) OVER here   AS before_latitude,
           lag(coalesce(activity.longitude, site.longitude)) OVER here AS before_longitude
      FROM hours_session AS session
      LEFT JOIN activities_activity AS activity ON activity.id = session.activity_id
      LEFT JOIN volunteers_site AS site ON site.id = session.site_id
     WHERE session.evidence = 'timed'
       AND session.status IN ('submitted', 'queried', 'approved')
       AND session.service_date BETWEEN %(since)s AND %(until)s
    WINDOW here AS (PARTITION BY session.volunteer_id, session.service_date
                        ORDER BY session.started_at)
),
-- The earth is as good as flat over a city, see ``Point.km_to``.
travelled AS (
    SELECT *,
           extract(epoch FROM started_at - before_ended_at) / 3600 AS hours,
           111.2 * sqrt((latitude - before_latitude) ^ 2
                        + ((longitude - before_longitude)
                           * cos(radians(before_latitude))) ^ 2) AS km
      FROM served
     WHERE before_id IS NOT NULL
),
leaps AS (
    SELECT * FROM travelled WHERE km >= 1 AND km > %(apart_kmh)s * hours
)
SELECT concat_ws(' ', volunteer_id, date_part('year', service_date)) AS subject,
       NULL::uuid        AS organization_id,
       NULL::uuid        AS activity_id,
       volunteer_id,
       NULL::bigint      AS account_id,
       NULL::bigint      AS other_account_id,
       min(service_date) AS first_on,
       max(service_date) AS last_on,
       count(DISTINCT session_id) AS sessions,
       sum(ends.minutes)          AS minutes,
       '{}'::bigint[]             AS people,
       array_agg(DISTINCT session_id) AS shown,
       jsonb_build_object('times', count(DISTINCT leaps.id), 'km', round(max(km))) AS figures
  FROM leaps
 CROSS JOIN LATERAL (VALUES (leaps.id, leaps.minutes),
                            (before_id, before_minutes)) AS ends (session_id, minutes)
 GROUP BY volunteer_id, date_part('year', service_date)
HAVING count(DISTINCT leaps.id) >= %(apart_times)s
