-- Begin, empty, the years of people that are missing; a year that is there keeps its home.
INSERT INTO hours_volunteeryear
       (volunteer_id, year, home_district_id, home_site_id,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT missing.volunteer_id, year, person.district_id, person.home_site_id,
       0, 0, 0, 0, 0, 0
  FROM missing
  JOIN volunteers_volunteer AS person ON person.id = missing.volunteer_id
 WHERE line BETWEEN %(first)s AND %(last)s
 ORDER BY 1, 2  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (volunteer_id, year) DO NOTHING;

-- Years of people: add what the totals lack.
INSERT INTO hours_volunteeryear AS total
       (volunteer_id, year, home_district_id, home_site_id,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT missing.volunteer_id, year, person.district_id, person.home_site_id,
       minutes, sessions, timed, witnessed, declared, entered
  FROM missing
  JOIN volunteers_volunteer AS person ON person.id = missing.volunteer_id
 WHERE line BETWEEN %(first)s AND %(last)s
 ORDER BY 1, 2  -- everyone locks totals in one order: no deadlocks
    ON CONFLICT (volunteer_id, year) DO UPDATE
   SET minutes   = total.minutes   + excluded.minutes,
       sessions  = total.sessions  + excluded.sessions,
       timed     = total.timed     + excluded.timed,
       witnessed = total.witnessed + excluded.witnessed,
       declared  = total.declared  + excluded.declared,
       entered   = total.entered   + excluded.entered;
