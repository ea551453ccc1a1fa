-- Who came into hours bands and who left them: what the steps lack of the ledger as far
-- as it is folded, below zero what they have too much.
SELECT slot, year, district_id, band, sum(people)::int AS people
  FROM (SELECT date_bin('10 minutes', at, '2000-01-01 00:00+08') AS slot,
               year, district_id, band, people
          FROM ({steps}) AS step
         UNION ALL
        SELECT slot, year, district_id, band, -people
          FROM hours_activestep) AS line
 GROUP BY 1, 2, 3, 4
HAVING sum(people) <> 0
 LIMIT %(most)s
