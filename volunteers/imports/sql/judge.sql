-- Everything there is to tell of the rows: why they cannot be registered (bad), or that
-- the person is there already (known). The other rows are good.
DROP TABLE IF EXISTS told;
CREATE TEMPORARY TABLE told AS
WITH registered AS (
    SELECT coming.line,
           CASE WHEN person.name = coming.name
                THEN 'registered' ELSE 'registered_otherwise' END AS code
      FROM known_as AS coming
      JOIN volunteers_volunteer AS person USING (document_type, document_hash)
), repeated AS (
    SELECT line, name, first_line, first_name
      FROM (SELECT line, name,
                   first_value(line) OVER person AS first_line,
                   first_value(name) OVER person AS first_name
              FROM coming
             WHERE reasons IS NULL
            WINDOW person AS (PARTITION BY document_type, document_hash
                              ORDER BY line)) AS readable
     WHERE line <> first_line
       AND NOT EXISTS (SELECT FROM registered WHERE registered.line = readable.line)
), otherwise AS (
    -- Somebody of this name, birth date and phone has registered another document,
    -- or stands in the file with another one before.
    SELECT line
      FROM (SELECT coming.line
              FROM known_as AS coming
              JOIN volunteers_volunteer AS person USING (phone_hash, name, birth_date)
             WHERE coming.reasons IS NULL
             UNION
            SELECT line
              FROM (SELECT line,
                           document_hash,
                           first_value(document_hash) OVER person AS first_document
                      FROM coming
                     WHERE reasons IS NULL
                       AND phone_hash IS NOT NULL
                    WINDOW person AS (PARTITION BY phone_hash, name, birth_date
                                      ORDER BY line)) AS readable
             WHERE document_hash <> first_document) AS same
     WHERE NOT EXISTS (SELECT FROM registered WHERE registered.line = same.line)
       AND NOT EXISTS (SELECT FROM repeated WHERE repeated.line = same.line)
)
SELECT line, 'bad' AS verdict, reasons
  FROM coming
 WHERE reasons IS NOT NULL
 UNION ALL
SELECT line, 'known',
       jsonb_build_array(jsonb_build_object('column', 'document_number', 'code', code))
  FROM registered
 UNION ALL
SELECT line,
       CASE WHEN name = first_name THEN 'known' ELSE 'bad' END,
       jsonb_build_array(jsonb_build_object(
           'column', 'document_number',
           'code', CASE WHEN name = first_name
                        THEN 'repeats_row' ELSE 'document_of_another_row' END,
           'details', jsonb_build_object('line', first_line)))
  FROM repeated
 UNION ALL
SELECT line, 'bad',
       jsonb_build_array(jsonb_build_object(
           'column', 'document_number', 'code', 'other_document'))
  FROM otherwise;

ANALYZE told;

SELECT (SELECT count(*) FROM coming),
       count(*) FILTER (WHERE verdict = 'known'),
       count(*) FILTER (WHERE verdict = 'bad')
  FROM told;
