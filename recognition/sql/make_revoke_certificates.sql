-- A certificate is revoked in the statement that takes one of its hours back. A
-- function of its own, for the ledger lies in a lower room. Whoever changes it adds a
-- migration that runs this.
CREATE OR REPLACE FUNCTION recognition_revoke_certificates()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = set_apart, public, pg_temp AS $$
BEGIN
    UPDATE recognition_certificate AS certificate
       SET revoked_at = NEW.posted_at,
           revoked_for = NEW.kind
     WHERE certificate.volunteer_id = NEW.volunteer_id
       AND certificate.revoked_at IS NULL
       AND NEW.service_date BETWEEN certificate.first_day AND certificate.last_day
       AND coalesce(certificate.organization_id, NEW.organization_id)
           = NEW.organization_id
       AND EXISTS (
           SELECT FROM hours_entry AS posted
            WHERE posted.volunteer_id = NEW.volunteer_id
              AND posted.session_id = NEW.session_id
              AND posted.round = NEW.round
              AND posted.kind = 'approve'
              AND posted.id <= certificate.last_entry);
    RETURN NULL;
END;
$$;
REVOKE EXECUTE ON FUNCTION recognition_revoke_certificates() FROM PUBLIC;

DROP TRIGGER IF EXISTS certificates_follow_the_ledger ON hours_entry;
CREATE TRIGGER certificates_follow_the_ledger
    AFTER INSERT ON hours_entry
    FOR EACH ROW WHEN (NEW.minutes < 0)
    EXECUTE FUNCTION recognition_revoke_certificates();
