-- The indexes of a table, as statements that build them on its copy; an exclusion
-- constraint as such, a key as the unique index it is.
SELECT coalesce(
       'ALTER TABLE copied ADD CONSTRAINT copied_' || conname || ' '
           || pg_get_constraintdef(pg_constraint.oid),
       regexp_replace(pg_get_indexdef(indexrelid),
                      '^(CREATE (UNIQUE )?INDEX )\S+ ON \S+',
                      '\1copied_' || relname || ' ON copied'))
  FROM pg_index
  JOIN pg_class ON pg_class.oid = indexrelid
  LEFT JOIN pg_constraint ON conindid = indexrelid AND contype = 'x'
 WHERE indrelid = %(table)s::regclass
 ORDER BY relname
