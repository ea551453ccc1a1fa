-- What a role was granted on each table of ours: on the whole, or on some columns.
SELECT class.relname,
       array(SELECT privilege_type
               FROM aclexplode(class.relacl) AS given
              WHERE given.grantee = role.oid
              UNION ALL
             SELECT format('%%s (%%s)', given.privilege_type,
                           string_agg(attname, ', ' ORDER BY attname COLLATE "C"))
               FROM pg_attribute AS attribute, aclexplode(attribute.attacl) AS given
              WHERE attribute.attrelid = class.oid
                AND given.grantee = role.oid
              GROUP BY given.privilege_type)
  FROM pg_class AS class, pg_roles AS role
 WHERE class.relnamespace = current_schema()::regnamespace
   AND class.relkind IN ('r', 'p', 'v', 'm')
   AND role.rolname = %(role)s
