-- The years with counted hours, newest first; one look at the index for each.
WITH RECURSIVE known (year) AS (
    SELECT min(year) FROM hours_organizationyear
     UNION ALL
    SELECT (SELECT min(later.year)
              FROM hours_organizationyear AS later
             WHERE later.year > known.year)
      FROM known
     WHERE known.year IS NOT NULL
)
SELECT year
  FROM known
 WHERE year IS NOT NULL
 ORDER BY year DESC
