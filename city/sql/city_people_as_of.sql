-- Each district's people as they stood at a past moment: today's counts, less who came
-- into a band or left one since.
WITH active AS MATERIALIZED (  -- once, not for each district
    SELECT district_id, band, sum(people) AS people
      FROM (SELECT district_id, band, people
              FROM hours_activecount
             WHERE year = %(year)s
             UNION ALL
            SELECT district_id, band, -people
              FROM hours_activestep
             WHERE year = %(year)s
               AND slot >= %(slots_from)s
             UNION ALL
            SELECT district_id, band, people
              FROM ({steps}) AS step) AS turn
     GROUP BY district_id, band
)
SELECT district.code,
       district.name,
       district.name_en,
       district.resident_population   AS residents,
       coalesce(registered.people, 0) AS registered,
       ARRAY(SELECT coalesce(active.people, 0)
               FROM generate_series(1, 5) AS band
               LEFT JOIN active
                 ON active.district_id = district.code AND active.band = band.band
              ORDER BY band.band)     AS bands
  FROM volunteers_district AS district
  LEFT JOIN (SELECT district_id, sum(delta)::bigint AS people
               FROM (SELECT district_id, delta
                       FROM volunteers_registeredmonth
                      WHERE month < date_trunc('month', %(on)s::date)::date
                      UNION ALL
                     SELECT district_id, delta
                       FROM volunteers_registeredday
                      WHERE day BETWEEN date_trunc('month', %(on)s::date)::date
                                    AND %(on)s) AS more
              GROUP BY district_id) AS registered
    ON registered.district_id = district.code
 ORDER BY district.code
