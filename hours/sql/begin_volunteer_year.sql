-- Begin the years of people posted for the first time, empty, under the home of the moment.
-- All minutes then arrive by UPDATE, and active people are counted in one sorted pass:
-- counting the new by INSERT and the others by UPDATE would lock the counts twice over.
INSERT INTO hours_volunteeryear
       (volunteer_id, year, home_district_id, home_site_id,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT person.id,
       served.year,
       person.district_id,
       person.home_site_id,
       0, 0, 0, 0, 0, 0
  FROM (SELECT DISTINCT volunteer_id, extract(year FROM service_date)::int AS year
          FROM posted) AS served
  JOIN volunteers_volunteer AS person ON person.id = served.volunteer_id
 WHERE NOT EXISTS (  -- most have begun, and their people need not be looked up
       SELECT
         FROM hours_volunteeryear AS begun
        WHERE begun.volunteer_id = served.volunteer_id
          AND begun.year = served.year)
 ORDER BY 1, 2  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (volunteer_id, year) DO NOTHING;
