-- Nobody stands above an organization who stands below it. Whoever moves organizations
-- waits for the others who do: two moves could close a circle that neither sees.
PERFORM pg_advisory_xact_lock(hashtext('volunteers_organization.parent_id'));
IF EXISTS (
    WITH RECURSIVE above AS (
        SELECT id, parent_id FROM volunteers_organization WHERE id = NEW.parent_id
         UNION
        SELECT organization.id, organization.parent_id
          FROM volunteers_organization AS organization
          JOIN above ON organization.id = above.parent_id
    )
    SELECT FROM above WHERE id = NEW.id
) THEN
    RAISE EXCEPTION 'organization_is_never_above_itself'
          USING ERRCODE = 'check_violation',
                CONSTRAINT = 'organization_is_never_above_itself';
END IF;
RETURN NEW;
