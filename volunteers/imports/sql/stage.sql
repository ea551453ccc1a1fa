-- A place for the rows of one file, as long as this connection lasts.
DROP TABLE IF EXISTS coming;
CREATE TEMPORARY TABLE coming (
    line            integer NOT NULL,
    name            text,
    initials        text,
    document_type   text,
    document_sealed bytea,
    document_hash   bytea,
    document_last4  text,
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
