-- A place for the rows of one file, as long as this connection lasts.
DROP TABLE IF EXISTS coming CASCADE;
CREATE TEMPORARY TABLE coming (
    line            integer NOT NULL,
    name            text,
    initials        text,
    document_type   text,
    document_sealed bytea,
    document_hash   bytea,
    document_last4  text,
    -- By another hash key than today's, while that is changed: the next one's for the
    -- second unique column, and by which somebody may be known as well.
    document_hash_next  bytea,
    document_hash_other bytea,
    phone_hash_other    bytea,
    phone_sealed    bytea,
    phone_hash      bytea,
    phone_last4     text,
    birth_date      date,
    district_id     text,
    home_site_id    bigint,
    guardian_sealed bytea,
    guardian_hash   bytea,
    guardian_last4  text,
    reasons         jsonb
);
-- The rows by every hash that somebody registered may have.
CREATE TEMPORARY VIEW known_as AS
SELECT line, name, birth_date, document_type, document_hash, phone_hash, reasons
  FROM coming
 UNION ALL
SELECT line, name, birth_date, document_type, document_hash_other, phone_hash_other,
       reasons
  FROM coming
 WHERE document_hash_other IS NOT NULL;
