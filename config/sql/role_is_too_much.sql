-- What the program's role has too much of, or the owner lacks, in sentences.
SELECT 'Take SUPERUSER from the role ' || rolname || ': whoever has it passes every guard.'
  FROM pg_roles
 WHERE rolname IN (%(program)s, %(owner)s)
   AND rolsuper
 UNION ALL
SELECT format('Revoke %%s from %%s: the program can become the owner.',
              %(owner)s, %(program)s)
 WHERE pg_has_role(%(program)s, %(owner)s, 'MEMBER')
   AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = %(program)s)
 UNION ALL
SELECT format('Run GRANT %%I TO %%I: the owner must see the program''s transactions to'
              ' know up to when the ledger is settled.', %(program)s, %(owner)s)
 WHERE NOT pg_has_role(%(owner)s, %(program)s, 'USAGE')
 UNION ALL
SELECT format('Let %%I own its tables, not %%I: %%s.', %(owner)s, %(program)s,
              string_agg(relname, ', ' ORDER BY relname))
  FROM pg_class
 WHERE relnamespace = 'public'::regnamespace
   AND relkind = 'r'
   AND pg_get_userbyid(relowner) = %(program)s
HAVING count(*) > 0
 UNION ALL
SELECT format('Run REVOKE CREATE ON SCHEMA public FROM PUBLIC, %%I: what runs with the'
              ' rights of the owner must find only the owner''s functions.', %(program)s)
 WHERE has_schema_privilege(%(program)s, 'public', 'CREATE')
 UNION ALL
SELECT format('Run REVOKE CREATE ON DATABASE %%I FROM PUBLIC, %%I: the program must not'
              ' make schemas.', current_database(), %(program)s)
 WHERE has_database_privilege(%(program)s, current_database(), 'CREATE')
