-- Where sessions of the demo city land first: the claim, and what became of it.
CREATE TEMPORARY TABLE IF NOT EXISTS staged (
    id               uuid,
    volunteer_id     bigint,
    started_at       timestamptz,
    ended_at         timestamptz,
    evidence         text,
    level            text,
    submitted_by_id  bigint,
    submitted_at     timestamptz,
    fate             text,
    decided_by_id    bigint,
    decided_at       timestamptz,
    taken_back_at    timestamptz,
    reason_code      text,
    reason           text,
    note             text,
    organization_id  uuid,
    activity_id      uuid,
    district_id      text,
    site_id          bigint,
    service_field_id text
);
TRUNCATE staged;
