-- Whoever founds an organization runs it and approves for it, before the city has said
-- yes and while nobody else holds an office there. All others are appointed by somebody.
IF NEW.role NOT IN ('admin', 'approver')
   OR NOT EXISTS (
       SELECT FROM volunteers_organization
        WHERE id = NEW.organization_id AND status IN ('pending', 'queried'))
   OR EXISTS (
       SELECT FROM volunteers_appointment
        WHERE organization_id = NEW.organization_id
          AND account_id <> NEW.account_id)
THEN
    RAISE EXCEPTION 'nobody_appoints_themselves'
          USING ERRCODE = 'check_violation',
                CONSTRAINT = 'nobody_appoints_themselves';
END IF;
RETURN NEW;
