-- What is built on some tables besides their rows: their exclusion constraints, their
-- plain indexes, their keys, and last the foreign keys from and to them; with the
-- statements that take each away and build it again.
SELECT conname AS name,
       conrelid::regclass::text AS owner,
       CASE contype
       WHEN 'f' THEN 'reference'
       WHEN 'x' THEN 'exclusion'
       ELSE 'key'
       END AS kind,
       format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname) AS take,
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s',
              conrelid::regclass, conname, pg_get_constraintdef(oid)) AS build
  FROM pg_constraint
 WHERE contype IN ('p', 'u', 'x') AND conrelid = ANY(%(tables)s::regclass[])
    OR contype = 'f' AND (conrelid = ANY(%(tables)s::regclass[])
                          OR confrelid = ANY(%(tables)s::regclass[]))
 UNION ALL
SELECT class.relname,
       index.indrelid::regclass::text,
       'index',
       format('DROP INDEX %%s', index.indexrelid::regclass),
       pg_get_indexdef(index.indexrelid, 0, true)
  FROM pg_index AS index
  JOIN pg_class AS class ON class.oid = index.indexrelid
 WHERE index.indrelid = ANY(%(tables)s::regclass[])
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = index.indexrelid
                                               AND contype IN ('p', 'u', 'x'))
 ORDER BY kind, owner, name
