-- Sessions whose lines in the ledger do not tell the story of their status, by round:
-- approved is one line up, reversed one up and one down, a round that was left by undo
-- one up and one down by undo (or none: it was rejected), and all else is no line.
WITH told AS (
    SELECT session_id,
           round,
           count(*) FILTER (WHERE kind = 'approve')             AS approved,
           count(*) FILTER (WHERE kind IN ('reverse', 'merge')) AS reversed,
           count(*) FILTER (WHERE kind = 'undo')                AS undone
      FROM hours_entry
     GROUP BY session_id, round
), due AS (
    SELECT id, round, (status = 'reversed')::int AS reversed
      FROM hours_session
     WHERE status IN ('approved', 'reversed')
)
SELECT coalesce(due.id, told.session_id) AS session,
       coalesce(due.round, told.round)   AS round,
       coalesce(told.approved, 0)        AS approved,
       coalesce(told.reversed, 0)        AS reversed,
       coalesce(told.undone, 0)          AS undone,
       (SELECT status || ' in round ' || round
          FROM hours_session
         WHERE id = coalesce(due.id, told.session_id)) AS status
  FROM due
  FULL JOIN told ON told.session_id = due.id AND told.round = due.round
 WHERE CASE
       WHEN due.id IS NOT NULL
       THEN (told.approved, told.reversed, told.undone)
            IS DISTINCT FROM (1::bigint, due.reversed::bigint, 0::bigint)
       ELSE (told.approved, told.reversed, told.undone) <> (1, 0, 1)
            OR NOT EXISTS (
                SELECT FROM hours_session AS session
                 WHERE session.id = told.session_id
                   AND session.round > told.round
            )
       END
 LIMIT %(most)s
