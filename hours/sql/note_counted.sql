-- Tell people once what of theirs was counted since the last digest, and the guardians
-- of children who sign in nowhere; what was taken back within minutes is not told.
WITH counted AS (
    SELECT person.id, person.account_id, person.birth_date,
           sum(sign(entry.minutes)) AS sessions, sum(entry.minutes) AS minutes
      FROM hours_entry AS entry
      JOIN volunteers_volunteer AS person ON person.id = entry.volunteer_id
     WHERE entry.posted_at > %(since)s
       AND entry.posted_at <= %(until)s
       AND entry.kind IN ('approve', 'undo')
     GROUP BY person.id
    HAVING sum(entry.minutes) > 0
), told AS (
    SELECT account_id, %(own)s AS event, sessions, minutes
      FROM counted
     WHERE account_id IS NOT NULL
     UNION ALL
    SELECT guardian.account_id, %(of_wards)s, counted.sessions, counted.minutes
      FROM counted
      JOIN volunteers_appointment AS guardian ON guardian.ward_id = counted.id
     WHERE counted.account_id IS NULL
       AND counted.birth_date > %(of_age_if_born_by)s
       AND guardian.role = 'guardian'
       AND guardian.ended_at IS NULL
       AND guardian.starts_on <= %(today)s
       AND coalesce(guardian.ends_on, %(today)s) >= %(today)s
)
INSERT INTO notices_notice (recipient_id, event, subject, at, data)
SELECT account_id, event, %(digest)s, %(until)s::timestamptz,
       jsonb_build_object('sessions', sum(sessions), 'minutes', sum(minutes))
  FROM told
 GROUP BY account_id, event
 ORDER BY account_id, event
    ON CONFLICT (recipient_id, event, subject, at) DO NOTHING
