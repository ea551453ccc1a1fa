-- People active in a year: what the count lacks of the years, below zero what it has too much.
SELECT year, district_id, site_id, band, sum(people)::int AS people
  FROM (SELECT year,
               home_district_id AS district_id,
               home_site_id AS site_id,
               width_bucket(minutes, ARRAY[1, 300, 1200, 3000, 6000]) AS band,
               1 AS people
          FROM hours_volunteeryear
         WHERE minutes > 0
         UNION ALL
        SELECT year, district_id, site_id, band, -people
          FROM hours_activecount) AS line
 GROUP BY year, district_id, site_id, band
HAVING sum(people) <> 0
 LIMIT %(most)s
