-- What was posted of a year after a moment and up to another, by every published cut:
-- hours from the ledger, and who came into the year's active people by that or left them.
WITH cell AS MATERIALIZED (  -- the ledger is read once, for all cuts
    SELECT {kind}                                AS kind,
           {reason_code}                         AS reason_code,
           extract(month FROM service_date)::int AS month,
           district_id,
           service_field_id,
           organization_id,
           site_id,
           sum(minutes)                                         AS minutes,
           sum(sign(minutes))                                   AS sessions,
           sum(CASE WHEN evidence = 'timed'     THEN minutes ELSE 0 END) AS timed,
           sum(CASE WHEN evidence = 'witnessed' THEN minutes ELSE 0 END) AS witnessed,
           sum(CASE WHEN evidence = 'declared'  THEN minutes ELSE 0 END) AS declared,
           sum(CASE WHEN evidence = 'entered'   THEN minutes ELSE 0 END) AS entered
      FROM hours_entry
     WHERE posted_at >= %(since)s
       AND posted_at < %(before)s
       AND service_date BETWEEN %(first)s AND %(last)s
     GROUP BY 1, 2, 3, 4, 5, 6, 7
), step AS MATERIALIZED (
    SELECT district_id, sum(people) AS people
      FROM ({steps}) AS turned
     GROUP BY district_id
), line AS (
    SELECT cell.kind, cell.reason_code, cut.cut, cut.key, 0 AS people,
           minutes, sessions, timed, witnessed, declared, entered
      FROM cell
     CROSS JOIN LATERAL (VALUES
           ('city', ''),
           ('month', lpad(cell.month::text, 2, '0')),
           ('district', cell.district_id),
           ('service_field', cell.service_field_id),
           ('organization', cell.organization_id::text),
           ('site', coalesce(cell.site_id::text, ''))) AS cut (cut, key)
     UNION ALL
    SELECT {people}, '', cut.cut, cut.key, step.people, 0, 0, 0, 0, 0, 0
      FROM step
     CROSS JOIN LATERAL (VALUES ('city', ''), ('district', step.district_id))
        AS cut (cut, key)
)
SELECT kind, reason_code, cut, key,
       sum(people)::int       AS people,
       sum(minutes)::bigint   AS minutes,
       sum(sessions)::int     AS sessions,
       sum(timed)::bigint     AS timed,
       sum(witnessed)::bigint AS witnessed,
       sum(declared)::bigint  AS declared,
       sum(entered)::bigint   AS entered
  FROM line
 GROUP BY kind, reason_code, cut, key
HAVING (sum(people), sum(minutes), sum(sessions),
        sum(timed), sum(witnessed), sum(declared), sum(entered)) <> (0, 0, 0, 0, 0, 0, 0)
