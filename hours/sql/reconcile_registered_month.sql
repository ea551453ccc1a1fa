-- Months of the register: what they lack of their days, below zero what they have too much.
SELECT month, district_id, sum(people)::int AS people
  FROM (SELECT date_trunc('month', day)::date AS month, district_id, delta AS people
          FROM volunteers_registeredday
         UNION ALL
        SELECT month, district_id, -delta
          FROM volunteers_registeredmonth) AS line
 GROUP BY month, district_id
HAVING sum(people) <> 0
 LIMIT %(most)s
