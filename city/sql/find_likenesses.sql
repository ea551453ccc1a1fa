-- Note the records in use that have one name, birth date and phone, and forget those
-- that no longer have. Walks the phones alone, in the order of their index, and reads
-- the records of a phone that several have: for the background, never for a page.
WITH shared AS (
    SELECT phone_hash
      FROM volunteers_volunteer
     WHERE phone_hash IS NOT NULL
     GROUP BY phone_hash
    HAVING count(*) > 1
), alike AS (
    SELECT one.id AS one_id, other.id AS other_id
      FROM shared
      -- OFFSET 0: phone by phone, else both sides are read whole.
     CROSS JOIN LATERAL (SELECT id, name, birth_date
                           FROM volunteers_volunteer
                          WHERE phone_hash = shared.phone_hash
                            AND status <> 'closed'
                         OFFSET 0) AS one
     CROSS JOIN LATERAL (SELECT id
                           FROM volunteers_volunteer
                          WHERE phone_hash = shared.phone_hash
                            AND status <> 'closed'
                            AND name = one.name
                            AND birth_date = one.birth_date
                            AND id > one.id
                         OFFSET 0) AS other
), gone AS (
    DELETE FROM city_likeness AS known
     WHERE NOT EXISTS (SELECT FROM alike
                        WHERE alike.one_id = known.one_id
                          AND alike.other_id = known.other_id)
)
INSERT INTO city_likeness (one_id, other_id)
SELECT one_id, other_id FROM alike ORDER BY one_id, other_id
    ON CONFLICT (one_id, other_id) DO NOTHING
