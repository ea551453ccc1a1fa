-- The columns of a table that are written; what is generated follows from them.
SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
  FROM pg_attribute
 WHERE attrelid = %s::regclass
   AND attnum > 0
   AND NOT attisdropped
   AND attgenerated = ''
