-- A deputy holds the role and scope of whom it stands in for, within that one's days;
-- that is another account, and no deputy itself.
IF NOT EXISTS (
    SELECT FROM volunteers_appointment AS own
     WHERE own.id = NEW.deputy_of_id
       AND own.deputy_of_id IS NULL
       AND own.account_id <> NEW.account_id
       AND (own.role, own.organization_id, own.site_id)
           IS NOT DISTINCT FROM (NEW.role, NEW.organization_id, NEW.site_id)
       AND own.starts_on <= NEW.starts_on
       AND (own.ends_on IS NULL OR own.ends_on >= NEW.starts_on)
) THEN
    RAISE EXCEPTION 'deputy_holds_the_same_office'
          USING ERRCODE = 'check_violation',
                CONSTRAINT = 'deputy_holds_the_same_office';
END IF;
RETURN NEW;
