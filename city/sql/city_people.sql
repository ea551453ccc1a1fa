-- Each district's people by their home: registered at the end of a day, and active
-- in the year by hours band.
SELECT district.code,
       district.name,
       district.name_en,
       district.resident_population       AS residents,
       coalesce(registered.people, 0)     AS registered,
       coalesce(active.bands, '{0,0,0,0,0}') AS bands
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
  LEFT JOIN (SELECT district_id,
                    ARRAY[coalesce(sum(people) FILTER (WHERE band = 1), 0),
                          coalesce(sum(people) FILTER (WHERE band = 2), 0),
                          coalesce(sum(people) FILTER (WHERE band = 3), 0),
                          coalesce(sum(people) FILTER (WHERE band = 4), 0),
                          coalesce(sum(people) FILTER (WHERE band = 5), 0)] AS bands
               FROM hours_activecount
              WHERE year = %(year)s
              GROUP BY district_id) AS active
    ON active.district_id = district.code
 ORDER BY district.code
