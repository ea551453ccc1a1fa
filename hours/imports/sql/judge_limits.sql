-- The city's numbers, for each stretch of days in which none of them changes.
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
          FROM (SELECT DISTINCT holds_from FROM policies_policy) AS change) AS stretch
 CROSS JOIN LATERAL (
       SELECT DISTINCT ON (code) code, value
         FROM policies_policy
        WHERE policies_policy.holds_from <= stretch.holds_from
        ORDER BY code, policies_policy.holds_from DESC) AS number
 GROUP BY holds_from, holds_until;
