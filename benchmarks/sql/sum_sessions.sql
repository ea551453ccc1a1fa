-- What everybody writes first: the year's people and minutes out of its sessions.
SELECT count(DISTINCT volunteer_id), sum(minutes)
  FROM hours_session
 WHERE status = 'approved'
   AND service_date BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 31)
