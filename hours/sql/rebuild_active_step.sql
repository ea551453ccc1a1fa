-- Who came into hours bands and who left them: add what the steps lack.
INSERT INTO hours_activestep AS kept (slot, year, district_id, band, people)
SELECT slot, year, district_id, band, people
  FROM missing
 WHERE line BETWEEN %(first)s AND %(last)s
 ORDER BY 1, 2, 3, 4
    ON CONFLICT (slot, year, district_id, band) DO UPDATE
   SET people = kept.people + excluded.people;
