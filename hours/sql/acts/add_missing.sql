-- Add staged rows to a total, each once.
BEGIN
    -- Anybody may make a table of that name; only find_missing makes one of the owner's.
    IF NOT EXISTS (
        SELECT FROM pg_class
         WHERE oid = to_regclass('pg_temp.missing')
           AND pg_get_userbyid(relowner) = current_user
           AND obj_description(oid, 'pg_class') = which
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'nothing was staged for ' || which;
    END IF;
    {add};
    DELETE FROM pg_temp.missing WHERE line BETWEEN first_line AND last_line;
END
