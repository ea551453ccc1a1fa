-- The years with counted hours, newest first; one look at the index for each.
WITH RECURSIVE known (month) AS (
    SELECT min(month) FROM hours_organizationmonth
     UNION ALL
    SELECT (SELECT min(later.month)
              FROM hours_organizationmonth AS later
             WHERE later.month > make_date(extract(year FROM known.month)::int, 12, 31))
      FROM known
     WHERE known.month IS NOT NULL
)
SELECT extract(year FROM month)::int AS year
  FROM known
 WHERE month IS NOT NULL
 ORDER BY year DESC
