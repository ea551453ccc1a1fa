-- Each district's people as they stood at a past moment: whoever has minutes posted
-- since then is counted in the band of the minutes before.
WITH later AS (
    SELECT volunteer_id, sum(minutes) AS minutes
      FROM hours_entry
     WHERE posted_at > %(as_of)s
       AND service_date BETWEEN make_date(%(year)s, 1, 1)
                            AND make_date(%(year)s, 12, 31)
     GROUP BY volunteer_id
), touched AS (
    SELECT total.home_district_id AS district_id,
           width_bucket(total.minutes,
                        ARRAY[1, 300, 1200, 3000, 6000]) AS band_now,
           width_bucket(total.minutes - later.minutes,
                        ARRAY[1, 300, 1200, 3000, 6000]) AS band_then
      FROM later
      JOIN hours_volunteeryear AS total
        ON total.volunteer_id = later.volunteer_id
       AND total.year = %(year)s
), active AS (
    SELECT district_id, band, sum(people) AS people
      FROM (SELECT district_id, band, people
              FROM hours_activecount WHERE year = %(year)s
             UNION ALL
            SELECT district_id, band_now, -1 FROM touched
             UNION ALL
            SELECT district_id, band_then, 1 FROM touched) AS step
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
               FROM volunteers_registeredday
              WHERE day <= %(on)s
              GROUP BY district_id) AS registered
    ON registered.district_id = district.code
 ORDER BY district.code
