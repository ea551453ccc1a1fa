-- Draw counted sessions by chance: of each organization its share of all, at least one.
WITH counted AS (
    SELECT id, organization_id, volunteer_id,
           row_number() OVER (PARTITION BY organization_id
                                  ORDER BY md5(%(seed)s || id)) AS place,
           count(*)     OVER (PARTITION BY organization_id)     AS own,
           count(*)     OVER ()                                 AS everybodys
      FROM hours_session
     WHERE status = 'approved'
       AND service_date BETWEEN %(since)s AND %(until)s
)
INSERT INTO hours_auditedsession
       (id, audit_id, session_id, organization_id, volunteer_id, reply, words)
SELECT gen_random_uuid(), %(audit)s, id, organization_id, volunteer_id, '', ''
  FROM counted
 WHERE place <= ceil(%(size)s * own::numeric / everybodys)
