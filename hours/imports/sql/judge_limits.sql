-- The city's numbers, or the organization's own where they are stricter, for each
-- stretch of days in which none of them changes.
DROP TABLE IF EXISTS pg_temp.limits;
CREATE TEMPORARY TABLE limits ON COMMIT DROP AS
SELECT holds_from,
       holds_until,
       max(value) FILTER (WHERE code = 'day_minutes_organization') AS day_organization,
       max(value) FILTER (WHERE code = 'day_minutes_parent') AS day_parent,
       max(value) FILTER (WHERE code = 'day_minutes_city') AS day_city,
       max(value) FILTER (WHERE code = 'retro_days_organization') AS retro_organization,
       max(value) FILTER (WHERE code = 'retro_days_parent') AS retro_parent,
       max(value) FILTER (WHERE code = 'minimum_age_with_guardian') AS least_age,
       %(above)s AS above  -- who approves what is too much for the organization
  FROM (SELECT holds_from,
               lead(holds_from, 1, 'infinity') OVER (ORDER BY holds_from) AS holds_until
          FROM (SELECT holds_from FROM policies_policy
                 UNION
                SELECT holds_from FROM hours_organizationlimit
                 WHERE organization_id = %(organization)s) AS change) AS stretch
 CROSS JOIN LATERAL (
       SELECT code, least(of_city.value, own.value) AS value
         FROM (SELECT DISTINCT ON (code) code, value
                 FROM policies_policy
                WHERE policies_policy.holds_from <= stretch.holds_from
                ORDER BY code, policies_policy.holds_from DESC) AS of_city
         LEFT JOIN (
              SELECT DISTINCT ON (code) code, value
                FROM hours_organizationlimit AS held
               WHERE held.organization_id = %(organization)s
                 AND held.holds_from <= stretch.holds_from
                 AND held.code <> 'notice_working_days_entered'
               ORDER BY code, held.holds_from DESC) AS own USING (code)) AS number
 GROUP BY holds_from, holds_until;
