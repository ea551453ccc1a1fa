-- Rejected sessions, about to return, with which a person's day would come to more
-- minutes than their level may decide: other hours have been logged since (L07).
WITH back AS (
    SELECT id, volunteer_id, organization_id, service_date
      FROM hours_session
     WHERE id = ANY(%(ids)s::uuid[])
       AND status = 'rejected'
       AND decided_by_id = %(by)s
       AND decided_at >= %(earliest)s
), day AS (
    SELECT volunteer_id,
           service_date,
           coalesce(sum(minutes) FILTER (WHERE level = 'organization'), 0) AS of_organization,
           coalesce(sum(minutes) FILTER (WHERE level <> 'city'), 0) AS up_to_parent,
           sum(minutes) AS all_minutes
      FROM (SELECT DISTINCT volunteer_id, service_date FROM back) AS asked
      JOIN hours_session AS session USING (volunteer_id, service_date)
     WHERE session.status IN ('open', 'submitted', 'queried', 'approved')
        OR session.id IN (SELECT id FROM back)
     GROUP BY volunteer_id, service_date
)
SELECT back.id
  FROM back
  JOIN day USING (volunteer_id, service_date)
 CROSS JOIN LATERAL (
       SELECT least(max(value) FILTER (WHERE code = 'day_minutes_organization'),
                    (SELECT own.value
                       FROM hours_organizationlimit AS own
                      WHERE own.organization_id = back.organization_id
                        AND own.code = 'day_minutes_organization'
                        AND own.holds_from <= service_date
                      ORDER BY own.holds_from DESC
                      LIMIT 1)) AS organization,
              max(value) FILTER (WHERE code = 'day_minutes_parent') AS parent,
              max(value) FILTER (WHERE code = 'day_minutes_city') AS city
         FROM (SELECT DISTINCT ON (code) code, value
                 FROM policies_policy
                WHERE holds_from <= service_date
                ORDER BY code, holds_from DESC) AS number) AS most
 WHERE of_organization > most.organization
    OR up_to_parent > most.parent
    OR all_minutes > most.city
