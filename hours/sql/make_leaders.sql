-- The accounts that approve for an organization or run it on a local date, whose own
-- hours for it go one level up (L17). Whoever changes it adds a migration that runs this.
CREATE OR REPLACE FUNCTION hours_leaders(organization uuid, today date)
RETURNS SETOF bigint
LANGUAGE sql STABLE AS $$
    SELECT held.account_id
      FROM volunteers_appointment AS held
      LEFT JOIN volunteers_appointment AS away ON away.id = held.deputy_of_id
     WHERE held.organization_id = organization
       AND held.role IN ('approver', 'admin')
       AND held.starts_on <= today
       AND coalesce(held.ends_on, 'infinity') >= today
       AND held.ended_at IS NULL
       AND (away.id IS NULL
            OR away.ended_at IS NULL AND coalesce(away.ends_on, 'infinity') >= today);
$$;
