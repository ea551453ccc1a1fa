-- Make everything in this database the owner's that the server's superuser made when the
-- two were one.
DO $do$
DECLARE
    thing record;
BEGIN
    FOR thing IN
        SELECT format('TABLE %s', oid::regclass) AS name
          FROM pg_class
         WHERE relnamespace = 'public'::regnamespace
           AND relkind IN ('r', 'p', 'v', 'm')
           AND relowner = current_user::regrole
         UNION ALL
        SELECT format('ROUTINE %s', oid::regprocedure)
          FROM pg_proc
         WHERE pronamespace = 'public'::regnamespace
           AND proowner = current_user::regrole
           AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    LOOP
        EXECUTE format('ALTER %s OWNER TO harbor_hours_owner', thing.name);
    END LOOP;
END
$do$
