-- Compute how fast all organizations decide; readers see the old paces until it is done.
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('organization_pace'));
    DELETE FROM hours_organizationpace;
    {organization_pace};
END
