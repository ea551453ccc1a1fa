-- What the law asks of whoever serves at an activity: an insurance that covers danger,
-- and the paper that a post asks for (L24, L25). As hours/rules/law.py judges a claim.
WITH RECURSIVE asking AS (
    SELECT id, policy_id, hazard AND published_at IS NOT NULL AS is_dangerous,
           EXISTS (SELECT FROM activities_post AS post
                    WHERE post.activity_id = activity.id
                      AND credential_id IS NOT NULL) AS asks_for_papers
      FROM activities_activity AS activity
     WHERE id IN (SELECT activity_id FROM judged WHERE verdict = 'good')
), served AS (
    SELECT line, volunteer_id, service_date, asking.*
      FROM judged JOIN asking ON asking.id = judged.activity_id
     WHERE verdict = 'good' AND (is_dangerous OR asks_for_papers)
), record AS (  -- of the person, and those given up for it
    SELECT DISTINCT volunteer_id AS person, volunteer_id AS id
      FROM served
     WHERE asks_for_papers
     UNION
    SELECT person, given_up.id
      FROM record JOIN volunteers_volunteer AS given_up
        ON given_up.merged_into_id = record.id
), held AS (  -- and seen by an official
    SELECT person, kind_id, valid_from, valid_until
      FROM record JOIN volunteers_credential ON volunteer_id = record.id
     WHERE taken_back_at IS NULL AND confirmed_at IS NOT NULL
), chosen AS (
    SELECT DISTINCT line, post_id
      FROM served
      JOIN activities_signup AS seat USING (volunteer_id)
      JOIN activities_shift AS shift
        ON shift.id = shift_id AND shift.activity_id = served.id
     WHERE asks_for_papers
       AND state = 'seated'
       AND (seat.starts_at AT TIME ZONE 'Asia/Shanghai')::date = service_date
), against AS (
    SELECT line,
           CASE WHEN is_dangerous
                 AND NOT EXISTS (
                     SELECT FROM volunteers_insurancepolicy AS policy
                      WHERE policy.id = policy_id
                        AND policy.hazard
                        AND taken_back_at IS NULL
                        AND service_date BETWEEN covers_from AND covers_until)
                THEN 'not_insured'
                WHEN asks_for_papers
                 AND NOT EXISTS (
                     SELECT FROM activities_post AS post
                      WHERE post.activity_id = served.id
                        AND (post.id IN (SELECT post_id FROM chosen
                                          WHERE chosen.line = served.line)
                             OR NOT EXISTS (SELECT FROM chosen
                                             WHERE chosen.line = served.line))
                        AND (credential_id IS NULL
                             OR EXISTS (
                                SELECT FROM held
                                 WHERE person = served.volunteer_id
                                   AND kind_id = credential_id
                                   AND service_date >= valid_from
                                   AND (valid_until IS NULL
                                        OR service_date <= valid_until))))
                THEN 'credential_needed'
            END AS code
      FROM served
)
UPDATE judged
   SET verdict = 'bad', against_activity = against.code
  FROM against
 WHERE against.line = judged.line AND against.code IS NOT NULL;
