-- Of a question: whole months by district; of the moment.
SELECT {key} AS key, minutes, sessions, timed, witnessed, declared, entered
  FROM hours_citymonth
 WHERE month BETWEEN %(first)s AND %(last)s
   AND (%(district)s::text IS NULL OR district_id = %(district)s)
