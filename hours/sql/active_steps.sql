-- Who came into an hours band of a year, and who left one, in a stretch of time: by
-- what was posted then, under the home of then; and by moving home.
WITH touched AS (
    SELECT volunteer_id
      FROM hours_entry
     WHERE posted_at >= %(since)s
       AND posted_at < %(before)s
       AND service_date BETWEEN %(first)s AND %(last)s
     GROUP BY volunteer_id
), reached AS (
    SELECT volunteer_id,
           extract(year FROM service_date)::int AS year,
           posted_at                            AS at,
           minutes,
           -- Of what was posted at the same moment any may be first: all turns count.
           sum(minutes) OVER (PARTITION BY volunteer_id, extract(year FROM service_date)::int
                                  ORDER BY posted_at ROWS UNBOUNDED PRECEDING) AS after
      FROM hours_entry
      {of_touched}
     WHERE posted_at < %(before)s
       AND service_date BETWEEN %(first)s AND %(last)s
), step AS (
    SELECT volunteer_id, year, at,
           width_bucket(after - minutes, ARRAY[1, 300, 1200, 3000, 6000]) AS band_before,
           width_bucket(after,           ARRAY[1, 300, 1200, 3000, 6000]) AS band_after
      FROM reached
     WHERE at >= %(since)s
)
SELECT at, year, district_id, band, people
  FROM (SELECT step.at,
               step.year,
               coalesce((SELECT old_id
                           FROM hours_homemove AS move
                          WHERE move.volunteer_id = step.volunteer_id
                            AND move.year = step.year
                            AND move.moved_at > step.at
                          ORDER BY move.moved_at
                          LIMIT 1),
                        total.home_district_id) AS district_id,
               turn.band,
               turn.people
          FROM step
          JOIN hours_volunteeryear AS total
            ON total.volunteer_id = step.volunteer_id
           AND total.year = step.year
         CROSS JOIN LATERAL (VALUES (band_before, -1), (band_after, 1)) AS turn (band, people)
         WHERE band_before <> band_after
         UNION ALL
        SELECT move.moved_at,
               move.year,
               turn.district_id,
               was.band,
               turn.people
          FROM hours_homemove AS move
         CROSS JOIN LATERAL (
               SELECT width_bucket(coalesce(sum(minutes), 0),
                                   ARRAY[1, 300, 1200, 3000, 6000]) AS band
                 FROM hours_entry AS entry
                WHERE entry.volunteer_id = move.volunteer_id
                  AND entry.service_date BETWEEN make_date(move.year, 1, 1)
                                             AND make_date(move.year, 12, 31)
                  AND entry.posted_at < move.moved_at) AS was
         CROSS JOIN LATERAL (VALUES (old_id, -1), (new_id, 1)) AS turn (district_id, people)
         WHERE move.moved_at >= %(since)s
           AND move.moved_at < %(before)s
           AND make_date(move.year, 1, 1) BETWEEN %(first)s AND %(last)s) AS turned
 WHERE band > 0
