-- Note the records in use that have one name, birth date and phone, and forget those
-- that no longer have. Reads every record once: for the background, never for a page.
WITH alike AS (
    SELECT one.id AS one_id, other.id AS other_id
      FROM volunteers_volunteer AS one
      JOIN volunteers_volunteer AS other USING (phone_hash, name, birth_date)
     WHERE one.id < other.id
       AND one.status <> 'closed'
       AND other.status <> 'closed'
), gone AS (
    DELETE FROM city_likeness AS known
     WHERE NOT EXISTS (SELECT FROM alike
                        WHERE alike.one_id = known.one_id
                          AND alike.other_id = known.other_id)
)
INSERT INTO city_likeness (one_id, other_id)
SELECT one_id, other_id FROM alike ORDER BY one_id, other_id
    ON CONFLICT (one_id, other_id) DO NOTHING
