-- Count the seats that newly signed-up people take; a shift refuses more than it has.
UPDATE activities_shift AS shift
   SET seated = shift.seated + taken.seats
  FROM (SELECT shift_id, count(*) AS seats
          FROM after
         WHERE state IN ('seated', 'offered')
         GROUP BY shift_id
         ORDER BY shift_id) AS taken
 WHERE shift.id = taken.shift_id;
