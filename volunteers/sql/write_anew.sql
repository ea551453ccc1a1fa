-- Some columns of some rows, each with its own value; the names are filled in.
UPDATE {table} AS kept
   SET {sets}
  FROM (VALUES %s) AS anew ({key}, {columns})
 WHERE kept.{key} = anew.{key}
