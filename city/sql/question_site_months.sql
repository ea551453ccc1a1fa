-- Of a question: whole months by practice site; of the moment.
SELECT {key} AS key, minutes, sessions, timed, witnessed, declared, entered
  FROM hours_sitemonth
 WHERE month BETWEEN %(first)s AND %(last)s
   AND (%(sites)s::bigint[] IS NULL OR site_id = ANY(%(sites)s::bigint[]))
