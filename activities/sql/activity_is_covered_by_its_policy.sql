-- The policy is of the activity's organization; and what is published and can be
-- dangerous, it covers on every day. That it was taken back stands in nobody's way here:
-- who signs up or serves is asked for one that stands.
IF NOT EXISTS (
    SELECT FROM volunteers_insurancepolicy AS policy
     WHERE policy.id = NEW.policy_id
       AND policy.organization_id = NEW.organization_id
       AND (NEW.published_at IS NULL
            OR NOT NEW.hazard
            OR (policy.hazard
                AND policy.covers_from <= NEW.starts_on
                AND policy.covers_until >= NEW.ends_on))
) THEN
    RAISE EXCEPTION 'activity_is_covered_by_its_policy'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'activity_is_covered_by_its_policy';
END IF;
RETURN NEW;
