-- Of a question: whole months at no practice site, being all less those at one.
SELECT NULL::bigint AS key, minutes, sessions, timed, witnessed, declared, entered
  FROM hours_organizationmonth
 WHERE month BETWEEN %(first)s AND %(last)s
 UNION ALL
SELECT NULL, -minutes, -sessions, -timed, -witnessed, -declared, -entered
  FROM hours_sitemonth
 WHERE month BETWEEN %(first)s AND %(last)s
