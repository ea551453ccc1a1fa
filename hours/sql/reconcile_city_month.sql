-- Months of the city: what the total lacks of the months of organizations (which are
-- compared with the ledger), below zero what it has too much.
SELECT month, district_id, stripe,
       sum(minutes)::bigint   AS minutes,
       sum(sessions)::bigint  AS sessions,
       sum(timed)::bigint     AS timed,
       sum(witnessed)::bigint AS witnessed,
       sum(declared)::bigint  AS declared,
       sum(entered)::bigint   AS entered
  FROM (SELECT month, district_id, get_byte(uuid_send(organization_id), 15) & 15 AS stripe,
               minutes, sessions, timed, witnessed, declared, entered
          FROM hours_organizationmonth
         UNION ALL
        SELECT month, district_id, stripe,
               -minutes, -sessions, -timed, -witnessed, -declared, -entered
          FROM hours_citymonth) AS line
 GROUP BY month, district_id, stripe
HAVING (sum(minutes), sum(sessions), sum(timed), sum(witnessed), sum(declared), sum(entered))
       <> (0, 0, 0, 0, 0, 0)
 LIMIT %(most)s
