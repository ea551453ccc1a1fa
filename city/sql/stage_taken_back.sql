-- When sessions that were taken back later had been approved.
CREATE TEMPORARY TABLE taken_back (
    session_id  uuid,
    approved_at timestamptz
) ON COMMIT DROP;
