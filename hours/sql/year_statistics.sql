-- The people of every year, by home district and ('') in the whole city: who came,
-- came back and stayed away, and what the middle one of them gave.
WITH served AS MATERIALIZED (  -- each person's years with counted hours
    SELECT year,
           home_district_id  AS district,
           minutes,
           lag(year)  OVER person AS before,
           lead(year) OVER person AS after
      FROM hours_volunteeryear
     WHERE minutes > 0
    WINDOW person AS (PARTITION BY volunteer_id ORDER BY year)
), years AS (
    SELECT generate_series(coalesce(min(year), %(year)s)::int, %(year)s) AS year
      FROM served
), cells AS (
    SELECT year, code AS district FROM years, volunteers_district
     UNION ALL
    SELECT year, '' FROM years
), active AS (
    SELECT year,
           coalesce(district, '')                    AS district,
           count(*)                                  AS active,
           count(*) FILTER (WHERE before IS NULL)    AS first_timers,
           count(*) FILTER (WHERE before < year - 1) AS returned
      FROM served
     GROUP BY GROUPING SETS ((year, district), (year))
), lapsed AS (
    SELECT year + 1               AS year,
           coalesce(district, '') AS district,
           count(*)               AS lapsed
      FROM served
     WHERE after IS DISTINCT FROM year + 1
     GROUP BY GROUPING SETS ((year, district), (year))
), registered AS (
    SELECT years.year,
           coalesce(district_id, '') AS district,
           sum(delta)                AS registered
      FROM years
      JOIN volunteers_registeredday
        ON day <= least(make_date(years.year, 12, 31), %(today)s)
     GROUP BY GROUPING SETS ((years.year, district_id), (years.year))
), counted AS (
    SELECT year,
           district,
           greatest(coalesce(registered, 0), 0)  AS registered,
           coalesce(active, 0)                   AS active,
           coalesce(first_timers, 0)             AS first_timers,
           coalesce(returned, 0)                 AS returned,
           coalesce(lapsed, 0)                   AS lapsed,
           -- Who has left the register since gave hours all the same.
           greatest(registered, active, 0)::int AS people
      FROM cells
      LEFT JOIN active     USING (year, district)
      LEFT JOIN lapsed     USING (year, district)
      LEFT JOIN registered USING (year, district)
), ladder AS (  -- how many gave up to so many minutes
    SELECT year,
           coalesce(district, '') AS district,
           minutes,
           sum(count(*)) OVER (PARTITION BY year, coalesce(district, '')
                                   ORDER BY minutes) AS upto
      FROM served
     GROUP BY GROUPING SETS ((year, district, minutes), (year, minutes))
), middle AS (  -- the middle one, or of an even number the two: below and above
    SELECT year,
           district,
           min(minutes) FILTER (WHERE upto >= (active + 1) / 2)         AS active_below,
           min(minutes) FILTER (WHERE upto >= active / 2 + 1)           AS active_above,
           min(minutes) FILTER (WHERE upto >= (people + 1) / 2 - idle)  AS below,
           min(minutes) FILTER (WHERE upto >= people / 2 + 1 - idle)    AS above
      FROM (SELECT *, people - active AS idle FROM counted) AS counted
      JOIN ladder USING (year, district)
     GROUP BY year, district
)
INSERT INTO hours_yearstatistics
       (year, district_id, registered, active, first_timers, returned, lapsed,
        median_active, median_registered, settled_at)
SELECT year,
       nullif(district, ''),
       registered, active, first_timers, returned, lapsed,
       (active_below + active_above) / 2.0,
       CASE WHEN people > 0
            THEN (  CASE WHEN (people + 1) / 2 > people - active THEN below ELSE 0 END
                  + CASE WHEN people / 2 + 1   > people - active THEN above ELSE 0 END
                 ) / 2.0
        END,
       %(settled_at)s
  FROM counted
  LEFT JOIN middle USING (year, district)
 ORDER BY year, district
