-- The sessions of two people that share time, in pairs; no session leaves its local day.
SELECT one.id, other.id
  FROM hours_session AS one
  JOIN hours_session AS other
    ON other.volunteer_id = %(other)s
   AND other.service_date = one.service_date
   AND other.status IN ('open', 'submitted', 'queried', 'approved')
   AND other.started_at < coalesce(one.ended_at,
           (one.service_date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
   AND one.started_at < coalesce(other.ended_at,
           (one.service_date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
 WHERE one.volunteer_id = %(one)s
   AND one.status IN ('open', 'submitted', 'queried', 'approved')
 ORDER BY one.started_at, one.id, other.started_at
