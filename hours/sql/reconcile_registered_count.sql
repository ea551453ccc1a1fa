-- People registered now: what the days lack of the register, below zero what they have too much.
SELECT district_id, sum(people)::int AS people
  FROM (SELECT district_id, 1 AS people
          FROM volunteers_volunteer
         WHERE status = 'registered'
         UNION ALL
        SELECT district_id, -delta
          FROM volunteers_registeredday) AS line
 GROUP BY district_id
HAVING sum(people) <> 0
 LIMIT %(most)s
