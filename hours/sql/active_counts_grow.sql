-- Count people whose year began, under their home and hours band.
INSERT INTO hours_activecount AS kept (year, district_id, site_id, band, people)
SELECT year,
       home_district_id,
       home_site_id,
       width_bucket(minutes, ARRAY[1, 300, 1200, 3000, 6000]) AS band,
       count(*)
  FROM after
 WHERE minutes > 0
 GROUP BY 1, 2, 3, 4
 ORDER BY 1, 2, 3, 4  -- everyone locks counts in one order: no deadlocks
    ON CONFLICT (year, district_id, site_id, band) DO UPDATE
   SET people = kept.people + excluded.people;
