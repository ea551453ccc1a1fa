-- Register the people of all good rows, and keep what they consented to on paper, and
-- of minors the phone of the guardian who signed as well.
WITH registered AS (
    INSERT INTO volunteers_volunteer
           (number, name, initials, document_type, document_sealed, document_hash,
            document_hash_next, document_last4, phone_sealed, phone_hash, phone_last4,
            birth_date, district_id, home_site_id, status, registered_at, counts_from)
    SELECT given.number, good.name, good.initials, good.document_type,
           good.document_sealed, good.document_hash, good.document_hash_next,
           good.document_last4, good.phone_sealed, good.phone_hash, good.phone_last4,
           good.birth_date, good.district_id, good.home_site_id, 'registered', %(at)s,
           -- Who closed an earlier record: hours until now are that one's.
           CASE WHEN good.line IN (SELECT line
                                     FROM known_as
                                     JOIN volunteers_closedrecord
                                    USING (document_type, document_hash))
                THEN %(at)s::timestamptz
            END
      FROM (SELECT coming.*,
                   row_number() OVER (PARTITION BY coming.district_id
                                      ORDER BY coming.line) AS place
              FROM coming
              LEFT JOIN told USING (line)
             WHERE told.line IS NULL) AS good
      JOIN given USING (district_id, place)
     ORDER BY good.line
        -- Whoever registered since the rows were judged is there already, by the hash
        -- of today's key or of the next one.
        ON CONFLICT DO NOTHING
 RETURNING id, birth_date, document_type, document_hash
), consented AS (
    INSERT INTO volunteers_consent (volunteer_id, purpose, version, given_at)
    SELECT id, purpose, %(version)s, %(at)s
      FROM registered
      JOIN (VALUES (%(own)s), (%(guardian)s)) AS consent (purpose)
        ON purpose = %(own)s OR birth_date > %(of_age_born_by)s
 RETURNING id, volunteer_id, purpose
), named AS (
    INSERT INTO volunteers_guardian
           (ward_id, name, relation, phone_sealed, phone_hash, phone_last4, named_at)
    SELECT registered.id, '', '', coming.guardian_sealed, coming.guardian_hash,
           coming.guardian_last4, %(at)s
      FROM registered
      JOIN coming USING (document_type, document_hash)
      LEFT JOIN told USING (line)
     WHERE told.line IS NULL
       AND coming.guardian_hash IS NOT NULL
 RETURNING id, ward_id
), agreed AS (
    INSERT INTO volunteers_agreement (consent_id, guardian_id, way, by_id)
    SELECT consented.id, named.id, 'paper', %(by)s
      FROM consented
      JOIN named ON named.ward_id = consented.volunteer_id
     WHERE consented.purpose = %(guardian)s
)
SELECT count(*) FROM registered
