-- How many working days every organization took for its decisions since a moment: from
-- the day of sending to that of deciding. Left out is what went to somebody above, what
-- was corrected, what a rule approved by itself, and what its volunteer was asked
-- about: there the clock stood still.
WITH decided AS (
    SELECT session_id, posted_at AS at
      FROM hours_entry
     WHERE kind = 'approve'
       AND reason_code <> 'automatic'
       AND round = 1
       AND posted_at >= %(since)s
       AND posted_at < %(until)s
     UNION ALL
    SELECT session_id, at
      FROM hours_move
     WHERE old = 'submitted'
       AND new = 'rejected'
       AND at >= %(since)s
       AND at < %(until)s
), took AS (
    SELECT session.organization_id,
           began,
           ended
      FROM decided
      JOIN hours_session AS session ON session.id = decided.session_id
     CROSS JOIN LATERAL (
           SELECT (session.submitted_at AT TIME ZONE 'Asia/Shanghai')::date AS began,
                  (decided.at AT TIME ZONE 'Asia/Shanghai')::date           AS ended) AS days
     WHERE session.level = 'organization'
       AND session.replaces_id IS NULL
       AND session.submitted_at <= decided.at
       AND NOT EXISTS (SELECT FROM hours_move AS asked
                        WHERE asked.session_id = session.id
                          AND asked.new = 'queried')
), lengths AS (
    -- Few pairs of days, each counted once.
    SELECT began, ended, hours_working_days(began, ended) AS days
      FROM (SELECT DISTINCT began, ended FROM took) AS pair
), paces AS (
    SELECT organization_id,
           count(*)                                           AS decisions,
           percentile_disc(0.5) WITHIN GROUP (ORDER BY days) AS half_within,
           percentile_disc(0.8) WITHIN GROUP (ORDER BY days) AS most_within
      FROM took
      JOIN lengths USING (began, ended)
     GROUP BY organization_id
)
INSERT INTO hours_organizationpace
       (organization_id, decisions, half_within, most_within, reckoned_at)
SELECT id, coalesce(decisions, 0), half_within, most_within, %(until)s
  FROM volunteers_organization
  LEFT JOIN paces ON organization_id = id
