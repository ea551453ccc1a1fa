-- Compute the statistics of all years anew; readers see the old ones until it is done.
DECLARE
    settled timestamptz := hours_watermark();
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('year_statistics'));
    DELETE FROM hours_yearstatistics;
    {year_statistics};
END
