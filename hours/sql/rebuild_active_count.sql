-- People active in a year: add what the counts lack.
INSERT INTO hours_activecount AS kept (year, district_id, site_id, band, people)
SELECT year, district_id, site_id, band, people
  FROM missing
 WHERE line BETWEEN %(first)s AND %(last)s
 ORDER BY 1, 2, 3, 4  -- everyone locks counts in one order: no deadlocks
    ON CONFLICT (year, district_id, site_id, band) DO UPDATE
   SET people = kept.people + excluded.people;
