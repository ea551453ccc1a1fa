-- How many more people the city had registered in each month of a year up to a day;
-- month 0 is all the time before.
SELECT CASE WHEN day < make_date(%(year)s, 1, 1) THEN 0
            ELSE extract(month FROM day)::int
        END                AS month,
       sum(delta)::bigint  AS people
  FROM volunteers_registeredday
 WHERE day <= %(on)s
 GROUP BY 1
 ORDER BY 1
