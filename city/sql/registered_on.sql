-- How many people were registered at the end of a day, perhaps of one district.
SELECT coalesce(sum(delta), 0)::bigint AS people
  FROM volunteers_registeredday
 WHERE day <= %(day)s
   AND (%(district)s::text IS NULL OR district_id = %(district)s)
