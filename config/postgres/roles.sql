-- The two roles: the owner of the tables, who migrates and seeds, and the program, which
-- owns nothing. As a member of the program's role the owner sees when its oldest
-- transaction began (the ledger is settled up to there). On a server for trying and for
-- tests the owner may also make databases, and do what tests do behind the guards' back.
DO $do$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'harbor_hours') THEN
        CREATE ROLE harbor_hours LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'harbor_hours_owner') THEN
        CREATE ROLE harbor_hours_owner LOGIN CREATEDB IN ROLE harbor_hours;
        GRANT SET ON PARAMETER session_replication_role TO harbor_hours_owner;
    END IF;
END
$do$
