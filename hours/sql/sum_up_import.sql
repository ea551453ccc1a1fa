-- What the good rows of an import come to: whole minutes, and people counted once.
UPDATE hours_import
   SET minutes = sums.minutes,
       people  = sums.people
  FROM (
        SELECT coalesce(sum(
                   floor(extract(epoch FROM ended_at - started_at) / 60)
                   - coalesce(break_minutes, 0)
               ), 0) AS minutes,
               count(DISTINCT number) AS people
          FROM hours_importrow
         WHERE imported_id = %(imported)s
           AND verdict = 'good'
       ) AS sums
 WHERE id = %(imported)s
