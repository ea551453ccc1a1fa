-- Lock the people of an import in order of id, as whoever logs for one of them does.
WITH locked AS MATERIALIZED (
    SELECT id
      FROM volunteers_volunteer
     WHERE number IN (SELECT number FROM hours_importrow WHERE imported_id = %(imported)s)
     ORDER BY id
       FOR NO KEY UPDATE
)
SELECT count(*) FROM locked
