-- The rows of a file somebody should look at, in its order.
SELECT line, verdict = 'bad', reasons::text
  FROM told
 WHERE verdict = 'bad'
    OR (NOT %(bad_only)s AND reasons -> 0 ->> 'code' = 'registered_otherwise')
 ORDER BY line
