-- Enter sessions of one record of a person anew for another: the same claims, waiting or
-- open, as every session begins. What the person decided as somebody else waits again.
INSERT INTO hours_session
       (id, volunteer_id, organization_id, activity_id, district_id, site_id,
        service_field_id, started_at, ended_at, break_minutes, evidence, level, status,
        round, note, replaces_id, submitted_by_id, submitted_at,
        decided_by_id, decided_at, reason_code, reason)
SELECT pair.new_id, %(kept)s, organization_id, activity_id, district_id, site_id,
       service_field_id, started_at, ended_at, break_minutes, evidence, level,
       CASE WHEN status = 'open' THEN 'open' ELSE 'submitted' END,
       1, note, id, submitted_by_id, submitted_at,
       CASE WHEN own THEN NULL ELSE decided_by_id END,
       CASE WHEN own THEN NULL ELSE decided_at END,
       CASE WHEN own THEN '' ELSE reason_code END,
       CASE WHEN own THEN '' ELSE reason END
  FROM unnest(%(ids)s::uuid[], %(new_ids)s::uuid[]) AS pair (old_id, new_id)
  JOIN (SELECT *, coalesce(decided_by_id = ANY(%(own)s::bigint[]), false) AS own
          FROM hours_session) AS session
    ON session.id = pair.old_id
