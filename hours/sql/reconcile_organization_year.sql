-- Years of organizations: what the total lacks of their months (which are compared with
-- the ledger), below zero what it has too much.
SELECT year, organization_id, district_id,
       sum(minutes)::bigint   AS minutes,
       sum(sessions)::bigint  AS sessions,
       sum(timed)::bigint     AS timed,
       sum(witnessed)::bigint AS witnessed,
       sum(declared)::bigint  AS declared,
       sum(entered)::bigint   AS entered
  FROM (SELECT extract(year FROM month)::int AS year, organization_id, district_id,
               minutes, sessions, timed, witnessed, declared, entered
          FROM hours_organizationmonth
         UNION ALL
        SELECT year, organization_id, district_id,
               -minutes, -sessions, -timed, -witnessed, -declared, -entered
          FROM hours_organizationyear) AS line
 GROUP BY year, organization_id, district_id
HAVING (sum(minutes), sum(sessions), sum(timed), sum(witnessed), sum(declared), sum(entered))
       <> (0, 0, 0, 0, 0, 0)
 LIMIT %(most)s
