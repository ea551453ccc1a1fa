-- Let a role reach the tables and staging tables of its own, call the owner's acts, and
-- make nothing beside them.
DO $do$
DECLARE
    ours CONSTANT text := current_schema();
    act regprocedure;
BEGIN
    IF NOT has_database_privilege(%(role)s, current_database(), 'CONNECT')
       OR NOT has_database_privilege(%(role)s, current_database(), 'TEMPORARY') THEN
        EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %%I TO %%I',
                       current_database(), %(role)s);
    END IF;
    IF NOT has_schema_privilege(%(role)s, ours, 'USAGE') THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %%I TO %%I', ours, %(role)s);
    END IF;
    IF has_schema_privilege(%(role)s, ours, 'CREATE') THEN
        EXECUTE format('REVOKE CREATE ON SCHEMA %%I FROM PUBLIC, %%I', ours, %(role)s);
    END IF;
    FOR act IN SELECT oid FROM pg_proc
                WHERE pronamespace = ours::regnamespace
                  AND obj_description(oid, 'pg_proc') LIKE %(mark)s
                  AND NOT has_function_privilege(%(role)s, oid, 'EXECUTE')
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %%s TO %%I', act, %(role)s);
    END LOOP;
END
$do$
