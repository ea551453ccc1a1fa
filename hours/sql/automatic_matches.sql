-- The sessions of an organization that a rule matches, with the facts it saw and the
-- number chance gives each. What waits is judged by what is known now, what has been
-- decided by what was known when it was sent in: so what the rule would have done to a
-- month is what it does to it. Read by the rule itself and by its dry run.
WITH asked AS (
    SELECT *,
           status = 'submitted' AS waits,
           CASE WHEN status = 'submitted' THEN %(at)s ELSE submitted_at END AS judged_at,
           (submitted_at AT TIME ZONE 'Asia/Shanghai')::date                AS sent_on
      FROM hours_session
     WHERE organization_id = %(organization)s
       AND {which}
), suspected AS (
    -- What detectors found, as long as nobody of the city had explained it.
    SELECT finding.*, since, until
      FROM hours_finding AS finding
     CROSS JOIN LATERAL (
           SELECT stands, since, lead(since, 1, 'infinity') OVER (ORDER BY place) AS until
             FROM (SELECT 0 AS place, 'open' AS stands, finding.found_at AS since
                    UNION ALL
                   SELECT id, new, at
                     FROM hours_findingstep
                    WHERE finding_id = finding.id) AS step) AS turn
     WHERE stands <> 'explained'
), suspected_people AS (
    SELECT unnest(people || volunteer_id) AS volunteer_id, since, until FROM suspected
), suspected_here AS (
    SELECT *
      FROM suspected
     WHERE organization_id = %(organization)s
        OR account_id IS NOT NULL
)
SELECT asked.id,
       asked.volunteer_id,
       asked.evidence,
       asked.minutes,
       ('x' || left(md5(%(seed)s || asked.id), 8))::bit(32)::bigint %% 100 AS chance,
       jsonb_build_object('sent_on', sent_on,
                          'days_outside', days_outside,
                          'member_since', member_since) AS facts
  FROM asked
  JOIN volunteers_volunteer AS person ON person.id = asked.volunteer_id
  LEFT JOIN activities_activity AS activity ON activity.id = asked.activity_id
 CROSS JOIN LATERAL (
       SELECT date_part('year', age(service_date::timestamp, birth_date::timestamp)),
              CASE WHEN activity.id IS NOT NULL
                   THEN greatest(activity.starts_on - service_date,
                                 service_date - activity.ends_on, 0)
               END) AS that_day (years, days_outside)
 CROSS JOIN LATERAL (
       SELECT min(joined_on)
         FROM (SELECT joined_on
                 FROM volunteers_membership
                WHERE volunteer_id = asked.volunteer_id
                  AND organization_id = asked.organization_id
                  AND left_on IS NULL
                UNION ALL
               SELECT joined_on
                 FROM volunteers_membership
                WHERE volunteer_id = asked.volunteer_id
                  AND organization_id = asked.organization_id
                  AND left_on IS NOT NULL
                  AND left_on > sent_on) AS belongs
        WHERE joined_on <= sent_on) AS membership (member_since)
 -- What the organization's rule asks, within what the city lets it ask.
 WHERE asked.evidence = ANY(%(evidences)s)
   AND asked.minutes <= %(most_minutes)s
   AND (asked.activity_id IS NOT NULL OR NOT %(needs_activity)s)
   AND (%(most_days_outside)s IS NULL
        OR coalesce(days_outside, 0) <= %(most_days_outside)s)
   AND (%(member_days)s IS NULL OR sent_on - member_since >= %(member_days)s)
 -- What no rule may take.
   AND asked.evidence <> 'entered'
   AND asked.level = 'organization'
   AND asked.replaces_id IS NULL
   AND asked.volunteer_id <> ALL(%(own)s::bigint[])
   AND asked.submitted_by_id <> ALL(%(deciders)s::bigint[])
   AND years >= 14
   AND (years >= 18
        OR (started_at AT TIME ZONE 'Asia/Shanghai' >= service_date + time '06:00'
            AND ended_at AT TIME ZONE 'Asia/Shanghai' <= service_date + time '22:00'))
   AND NOT EXISTS (
           SELECT
             FROM suspected_people AS suspect
            WHERE suspect.volunteer_id = asked.volunteer_id
              AND judged_at >= suspect.since
              AND judged_at < suspect.until)
   AND NOT EXISTS (
           SELECT
             FROM suspected_here AS suspect
            WHERE judged_at >= suspect.since
              AND judged_at < suspect.until
              AND (asked.activity_id = suspect.activity_id
                   OR asked.submitted_by_id IN (suspect.account_id,
                                                suspect.other_account_id)
                   OR asked.organization_id = suspect.organization_id
                      AND suspect.volunteer_id IS NULL
                      AND suspect.activity_id IS NULL))
 -- What has come up since, of what still waits.
   AND NOT (waits AND (
           asked.round > 1
           OR person.status <> 'registered'
           OR EXISTS (SELECT
                        FROM hours_leaders(%(organization)s, %(today)s) AS leader
                       WHERE leader = person.account_id)
           OR EXISTS (SELECT
                        FROM hours_move AS move
                       WHERE move.session_id = asked.id
                         AND move.new = 'queried')
           OR EXISTS (SELECT
                        FROM hours_objection AS objection
                       WHERE objection.volunteer_id = asked.volunteer_id
                         AND objection.session_id = asked.id
                         AND objection.state = 'open')
           OR EXISTS (SELECT
                        FROM hours_automaticdecision AS judged
                       WHERE judged.volunteer_id = asked.volunteer_id
                         AND judged.session_id = asked.id)))
