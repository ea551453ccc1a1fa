-- Count the seats that were offered, given up or taken back.
UPDATE activities_shift AS shift
   SET seated = shift.seated + moved.seats
  FROM (SELECT shift_id, sum(step) AS seats
          FROM (SELECT shift_id, 1 AS step
                  FROM after WHERE state IN ('seated', 'offered')
                 UNION ALL
                SELECT shift_id, -1
                  FROM before WHERE state IN ('seated', 'offered')) AS steps
         GROUP BY shift_id
        HAVING sum(step) <> 0
         ORDER BY shift_id) AS moved
 WHERE shift.id = moved.shift_id;
