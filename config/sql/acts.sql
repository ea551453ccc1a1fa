-- The functions that are acts of the owner, by the mark in their comments.
SELECT proname, oid::regprocedure::text, obj_description(oid, 'pg_proc')
  FROM pg_proc
 WHERE pronamespace = current_schema()::regnamespace
   AND obj_description(oid, 'pg_proc') LIKE %(mark)s
