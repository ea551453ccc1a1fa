-- The tables of the city, as far as they have rows.
SELECT relname
  FROM pg_class
 WHERE relnamespace = 'public'::regnamespace
   AND relkind = 'r'
   AND reltuples > 0
   AND relname ~ '^(policies|volunteers|notices|activities|hours|recognition|city)_'
 ORDER BY relname
