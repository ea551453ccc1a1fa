-- Take back what was measured with: as many minutes less, then every trace of it. That
-- are sessions whose ids begin with eight f, and those brought in files named so.
CREATE TEMPORARY TABLE swept ON COMMIT DROP AS
SELECT id, volunteer_id, organization_id, site_id, service_date
  FROM hours_session
 WHERE id >= 'ffffffff-0000-0000-0000-000000000000'
 UNION
SELECT session.id, volunteer_id, session.organization_id, site_id, service_date
  FROM hours_import AS import
  JOIN hours_importrow AS line ON line.imported_id = import.id
  JOIN hours_session AS session ON session.id = line.session_id
 WHERE import.name LIKE 'ffffffff%';

ANALYZE swept;

INSERT INTO hours_entry
       (volunteer_id, session_id, round, kind, minutes, service_date, evidence,
        organization_id, district_id, site_id, service_field_id,
        posted_by_id, reason_code, reason)
SELECT entry.volunteer_id, session_id, entry.round, 'merge', -entry.minutes,
       entry.service_date, entry.evidence, entry.organization_id, entry.district_id,
       entry.site_id, entry.service_field_id, posted_by_id, '', ''
  FROM swept
  JOIN hours_entry AS entry
    ON entry.volunteer_id = swept.volunteer_id
   AND entry.session_id = swept.id
 WHERE entry.kind = 'approve'
   AND NOT EXISTS (
       SELECT FROM hours_entry AS other
        WHERE other.volunteer_id = entry.volunteer_id
          AND other.session_id = entry.session_id
          AND other.round = entry.round
          AND other.kind <> 'approve');

SET CONSTRAINTS ALL IMMEDIATE;
SET LOCAL session_replication_role = replica;

-- Years and months that were begun by it, and are empty again.
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

DELETE FROM hours_organizationyear AS total
 USING swept
 WHERE total.organization_id = swept.organization_id
   AND total.year = extract(year FROM swept.service_date)
   AND (total.minutes, total.sessions) = (0, 0);

DELETE FROM hours_citymonth AS total
 USING (SELECT DISTINCT date_trunc('month', service_date)::date AS month
          FROM swept) AS gone
 WHERE total.month = gone.month
   AND (total.minutes, total.sessions) = (0, 0);

DELETE FROM hours_sitemonth AS total
 USING (SELECT DISTINCT site_id, date_trunc('month', service_date)::date AS month
          FROM swept) AS gone
 WHERE total.site_id = gone.site_id
   AND total.month = gone.month
   AND (total.minutes, total.sessions) = (0, 0);

DELETE FROM hours_entry AS entry
 USING swept
 WHERE entry.volunteer_id = swept.volunteer_id
   AND entry.session_id = swept.id;

DELETE FROM hours_move AS move
 USING swept
 WHERE move.session_id = swept.id;

DELETE FROM hours_session AS session
 USING swept
 WHERE session.id = swept.id;

DELETE FROM hours_importrow AS line
 USING hours_import AS import
 WHERE import.id = line.imported_id
   AND import.name LIKE 'ffffffff%';

DELETE FROM hours_import
 WHERE name LIKE 'ffffffff%';
