-- Move people whose year changed from one hours band or home to another.
INSERT INTO hours_activecount AS kept (year, district_id, site_id, band, people)
SELECT year, home_district_id, home_site_id, band, sum(step)
  FROM (SELECT year, home_district_id, home_site_id, -1 AS step,
               width_bucket(minutes, ARRAY[1, 300, 1200, 3000, 6000]) AS band
          FROM before
         UNION ALL
        SELECT year, home_district_id, home_site_id, 1 AS step,
               width_bucket(minutes, ARRAY[1, 300, 1200, 3000, 6000]) AS band
          FROM after) AS steps
 WHERE band > 0
 GROUP BY 1, 2, 3, 4
HAVING sum(step) <> 0
 ORDER BY 1, 2, 3, 4  -- everyone locks counts in one order: no deadlocks
    ON CONFLICT (year, district_id, site_id, band) DO UPDATE
   SET people = kept.people + excluded.people;
