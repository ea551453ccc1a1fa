-- How many people were registered at the end of a day, perhaps of one district: whole
-- months before, and the days of its own.
SELECT coalesce(sum(delta), 0)::bigint AS people
  FROM (SELECT district_id, delta
          FROM volunteers_registeredmonth
         WHERE month < date_trunc('month', %(day)s::date)::date
         UNION ALL
        SELECT district_id, delta
          FROM volunteers_registeredday
         WHERE day BETWEEN date_trunc('month', %(day)s::date)::date AND %(day)s) AS more
 WHERE %(district)s::text IS NULL OR district_id = %(district)s
