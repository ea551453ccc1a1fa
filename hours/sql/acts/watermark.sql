-- The moment up to which the ledger is settled: no transaction still running may
-- post before the oldest of them began. The owner sees those of the program as well.
BEGIN
    RETURN (
        SELECT least(statement_timestamp(), min(xact_start))
          FROM pg_stat_activity
         WHERE datname = current_database()
           AND pid <> pg_backend_pid()
           AND backend_type = 'client backend'
           AND (backend_xid IS NOT NULL OR state = 'active')
    );
END
