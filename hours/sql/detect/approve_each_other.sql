-- Two people who approve, each of them often for the other.
WITH approvers AS (
    SELECT DISTINCT account_id, volunteer.id AS volunteer_id
      FROM volunteers_appointment
      JOIN volunteers_volunteer AS volunteer USING (account_id)
     WHERE role IN ('approver', 'staff')
), favours AS (
    SELECT decided_by_id AS decider, approvers.account_id AS decided,
           min(service_date) AS first_on,
           max(service_date) AS last_on,
           count(*)          AS sessions,
           sum(minutes)      AS minutes,
           array_agg(hours_session.id ORDER BY started_at DESC) AS shown
      FROM approvers
      JOIN hours_session USING (volunteer_id)
     WHERE status = 'approved'
       AND service_date BETWEEN %(since)s AND %(until)s
       AND decided_by_id IN (SELECT account_id FROM approvers)
     GROUP BY decider, decided
    HAVING count(*) >= %(mutual_sessions)s
)
SELECT concat_ws(' ', one.decider, other.decider, date_part('year', %(until)s::date))
           AS subject,
       NULL::uuid     AS organization_id,
       NULL::uuid     AS activity_id,
       NULL::bigint   AS volunteer_id,
       one.decider    AS account_id,
       other.decider  AS other_account_id,
       least(one.first_on, other.first_on)  AS first_on,
       greatest(one.last_on, other.last_on) AS last_on,
       one.sessions + other.sessions        AS sessions,
       one.minutes + other.minutes          AS minutes,
       '{}'::bigint[]                       AS people,
       one.shown || other.shown             AS shown,
       jsonb_build_object('one', one.sessions, 'other', other.sessions) AS figures
  FROM favours AS one
  JOIN favours AS other
    ON one.decider = other.decided
   AND one.decided = other.decider
   AND one.decider < other.decider
