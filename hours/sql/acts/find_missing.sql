-- Stage what a total lacks of the ledger, and say how many rows of it there are.
DECLARE
    wrong bigint;
BEGIN
    DROP TABLE IF EXISTS pg_temp.missing;
    {stage};
    GET DIAGNOSTICS wrong = ROW_COUNT;
    EXECUTE format('COMMENT ON TABLE pg_temp.missing IS %L', which);
    CREATE INDEX ON pg_temp.missing (line);
    ANALYZE pg_temp.missing;
    RETURN wrong;
END
