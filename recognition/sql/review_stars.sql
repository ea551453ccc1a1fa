-- Have looked at again what is on notice or awarded and falls under its level by the
-- ledger, once, and anew only if it falls further; and what is on notice while stars are
-- withheld. Disputed minutes hold up what is on notice, and nothing that was awarded.
INSERT INTO recognition_starreview
       (id, award_id, why, minutes, words, raised_at, outcome, answer)
SELECT gen_random_uuid(), award.id, doubt.why, ledger.minutes, '', %(at)s, '', ''
  FROM recognition_staraward AS award
 CROSS JOIN LATERAL (
       SELECT coalesce(sum(
                  CASE WHEN 'timed'     = ANY (award.grades) THEN timed     ELSE 0 END
                + CASE WHEN 'witnessed' = ANY (award.grades) THEN witnessed ELSE 0 END
                + CASE WHEN 'declared'  = ANY (award.grades) THEN declared  ELSE 0 END
                + CASE WHEN 'entered'   = ANY (award.grades) THEN entered   ELSE 0 END), 0)
              - coalesce((
                  SELECT sum(session.minutes)
                    FROM hours_session AS session
                   WHERE award.state = 'announced'
                     AND session.id IN (SELECT session_id
                                          FROM hours_objection
                                         WHERE volunteer_id = award.volunteer_id
                                           AND state = 'open')
                     AND session.status = 'approved'
                     AND session.evidence = ANY (award.grades)
                     AND (award.of_year IS NULL
                          OR extract(year FROM session.service_date) = award.of_year)
                ), 0) AS minutes
         FROM hours_volunteeryear
        WHERE volunteer_id = award.volunteer_id
          AND (award.of_year IS NULL OR year = award.of_year)) AS ledger
 CROSS JOIN LATERAL (
       SELECT 'fell' AS why
        WHERE ledger.minutes < award.needed
          AND NOT EXISTS (
              SELECT
                FROM recognition_starreview AS known
               WHERE known.award_id = award.id
                 AND known.why = 'fell'
                 AND (known.decided_at IS NULL OR known.minutes <= ledger.minutes))
       UNION ALL
       SELECT 'withheld'
         FROM volunteers_restriction AS restriction
        WHERE award.state = 'announced'
          AND restriction.volunteer_id = award.volunteer_id
          AND restriction.kind = 'stars'
          AND restriction.lifted_at IS NULL
          AND restriction.until >= %(today)s
          AND NOT EXISTS (
              SELECT
                FROM recognition_starreview AS known
               WHERE known.award_id = award.id
                 AND known.why = 'withheld'
                 AND (known.decided_at IS NULL OR known.raised_at >= restriction.at))
       ) AS doubt
 WHERE award.state IN ('announced', 'held')
   AND award.volunteer_id > %(after)s
   AND award.volunteer_id <= %(last)s
    ON CONFLICT DO NOTHING
