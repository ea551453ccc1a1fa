-- Take back what was measured with: as many minutes less, then every trace of it.
INSERT INTO hours_entry
       (volunteer_id, session_id, round, kind, minutes, service_date, evidence,
        organization_id, district_id, site_id, service_field_id,
        posted_by_id, reason_code, reason)
SELECT entry.volunteer_id, session_id, entry.round, 'merge', -entry.minutes,
       entry.service_date, entry.evidence, entry.organization_id, entry.district_id,
       entry.site_id, entry.service_field_id, posted_by_id, '', ''
  FROM hours_session AS session
  JOIN hours_entry AS entry
    ON entry.volunteer_id = session.volunteer_id
   AND entry.session_id = session.id
 WHERE session.id >= 'ffffffff-0000-0000-0000-000000000000'
   AND entry.kind = 'approve'
   AND NOT EXISTS (
       SELECT FROM hours_entry AS other
        WHERE other.volunteer_id = entry.volunteer_id
          AND other.session_id = entry.session_id
          AND other.round = entry.round
          AND other.kind <> 'approve');

SET CONSTRAINTS ALL IMMEDIATE;
SET LOCAL session_replication_role = replica;

-- Years and months that were begun by it, and are empty again.
CREATE TEMPORARY TABLE swept ON COMMIT DROP AS
SELECT DISTINCT volunteer_id, organization_id, site_id, district_id, service_field_id,
       service_date
  FROM hours_session
 WHERE id >= 'ffffffff-0000-0000-0000-000000000000';

DELETE FROM hours_volunteeryear AS total
 USING swept
 WHERE total.volunteer_id = swept.volunteer_id
   AND total.year = extract(year FROM swept.service_date)
   AND (total.minutes, total.sessions) = (0, 0);

DELETE FROM hours_volunteerorganizationyear AS total
 USING swept
 WHERE total.volunteer_id = swept.volunteer_id
   AND total.organization_id = swept.organization_id
   AND total.year = extract(year FROM swept.service_date)
   AND (total.minutes, total.sessions) = (0, 0);

DELETE FROM hours_organizationmonth AS total
 USING (SELECT DISTINCT organization_id,
               date_trunc('month', service_date)::date AS month
          FROM swept) AS gone
 WHERE total.organization_id = gone.organization_id
   AND total.month = gone.month
   AND (total.minutes, total.sessions) = (0, 0);

DELETE FROM hours_sitemonth AS total
 USING (SELECT DISTINCT site_id, date_trunc('month', service_date)::date AS month
          FROM swept) AS gone
 WHERE total.site_id = gone.site_id
   AND total.month = gone.month
   AND (total.minutes, total.sessions) = (0, 0);

DELETE FROM hours_entry AS entry
 USING hours_session AS session
 WHERE session.id >= 'ffffffff-0000-0000-0000-000000000000'
   AND entry.volunteer_id = session.volunteer_id
   AND entry.session_id = session.id;

DELETE FROM hours_move
 WHERE session_id >= 'ffffffff-0000-0000-0000-000000000000';

DELETE FROM hours_session
 WHERE id >= 'ffffffff-0000-0000-0000-000000000000';
