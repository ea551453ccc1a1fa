-- The organizations where something waits, and since when, the oldest first: one step
-- in the index of the desk from each organization to the next.
WITH RECURSIVE waiting AS (
    (SELECT organization_id, submitted_at
       FROM hours_session
      WHERE status = 'submitted'
      ORDER BY organization_id, submitted_at
      LIMIT 1)
     UNION ALL
    SELECT following.*
      FROM waiting
     CROSS JOIN LATERAL (
           SELECT organization_id, submitted_at
             FROM hours_session
            WHERE status = 'submitted'
              AND organization_id > waiting.organization_id
            ORDER BY organization_id, submitted_at
            LIMIT 1) AS following
)
SELECT organization_id, submitted_at
  FROM waiting
 ORDER BY submitted_at, organization_id
