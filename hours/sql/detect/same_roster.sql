-- One roster, the same people to a man and the same hours to the second, on many days.
WITH rosters AS (
    SELECT organization_id, activity_id, service_date, started_at, ended_at,
           count(*)                                     AS people,
           sum(minutes)                                 AS minutes,
           -- The same for the same people, in whatever order.
           bit_xor(hashint8extended(volunteer_id, 0))   AS who
      FROM hours_session
     WHERE evidence IN ('witnessed', 'entered')
       AND status IN ('submitted', 'queried', 'approved')
       AND service_date BETWEEN %(since)s AND %(until)s
     GROUP BY organization_id, activity_id, service_date, started_at, ended_at
    HAVING count(*) >= %(roster_people)s
), repeated AS (
    SELECT organization_id, activity_id, who, people,
           min(service_date)            AS first_on,
           max(service_date)            AS last_on,
           count(DISTINCT service_date) AS days,
           count(*)                     AS times,
           sum(minutes)                 AS minutes
      FROM rosters
     GROUP BY organization_id, activity_id, who, people
    HAVING count(DISTINCT service_date) >= %(roster_dates)s
)
SELECT concat_ws(' ', organization_id, activity_id, who) AS subject,
       organization_id,
       activity_id,
       NULL::bigint AS volunteer_id,
       NULL::bigint AS account_id,
       NULL::bigint AS other_account_id,
       first_on,
       last_on,
       people * times AS sessions,
       minutes,
       '{}'::bigint[] AS people,
       ARRAY(SELECT own.id
               FROM rosters
               JOIN hours_session AS own
                 ON own.organization_id = rosters.organization_id
                AND own.activity_id IS NOT DISTINCT FROM rosters.activity_id
                AND own.service_date = rosters.service_date
                AND own.started_at = rosters.started_at
                AND own.ended_at = rosters.ended_at
                AND own.evidence IN ('witnessed', 'entered')
                AND own.status IN ('submitted', 'queried', 'approved')
              WHERE rosters.organization_id = repeated.organization_id
                AND rosters.activity_id IS NOT DISTINCT FROM repeated.activity_id
                AND rosters.who = repeated.who
                AND rosters.people = repeated.people
              ORDER BY own.started_at DESC, volunteer_id) AS shown,
       jsonb_build_object('people', people, 'days', days) AS figures
  FROM repeated
