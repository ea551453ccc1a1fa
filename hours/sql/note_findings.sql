-- What a detector found becomes cases; a known case is brought up to date.
INSERT INTO hours_finding AS known
       (id, detector, subject, organization_id, activity_id, volunteer_id, account_id,
        other_account_id, first_on, last_on, sessions, minutes, people, shown,
        figures, state, found_at, seen_at)
SELECT gen_random_uuid(), %(detector)s, subject, organization_id, activity_id,
       volunteer_id, account_id, other_account_id, first_on, last_on, sessions,
       minutes, people, shown, figures, 'open', %(at)s, %(at)s
  FROM ({found}) AS found
    ON CONFLICT (detector, subject) DO UPDATE
   SET first_on = excluded.first_on,
       last_on  = excluded.last_on,
       sessions = excluded.sessions,
       minutes  = excluded.minutes,
       people   = excluded.people,
       shown    = excluded.shown,
       figures  = excluded.figures,
       seen_at  = excluded.seen_at
