-- Add who came into hours bands and who left them, ten minutes by ten minutes.
INSERT INTO hours_activestep AS kept (slot, year, district_id, band, people)
SELECT date_bin('10 minutes', at, '2000-01-01 00:00+08') AS slot,
       year, district_id, band, sum(people)
  FROM ({steps}) AS step
 GROUP BY 1, 2, 3, 4
HAVING sum(people) <> 0
 ORDER BY 1, 2, 3, 4
    ON CONFLICT (slot, year, district_id, band) DO UPDATE
   SET people = kept.people + excluded.people
