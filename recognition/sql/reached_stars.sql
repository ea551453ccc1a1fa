SELECT DISTINCT ON (person.id, ledger.of_year)
       person.id AS volunteer_id,
       ledger.of_year,
       star.level,
       star.needed,
       ledger.minutes - coalesce(disputed.minutes, 0) AS minutes,
       withheld.id AS withheld_for_id
  FROM (SELECT volunteer_id,
               CASE WHEN %(yearly)s THEN year END AS of_year,
               sum(CASE WHEN 'timed'     = ANY (%(grades)s) THEN timed     ELSE 0 END
                 + CASE WHEN 'witnessed' = ANY (%(grades)s) THEN witnessed ELSE 0 END
                 + CASE WHEN 'declared'  = ANY (%(grades)s) THEN declared  ELSE 0 END
                 + CASE WHEN 'entered'   = ANY (%(grades)s) THEN entered   ELSE 0 END)
                   AS minutes
          FROM hours_volunteeryear
         WHERE volunteer_id > %(after)s
           AND volunteer_id <= %(last)s
           AND (NOT %(yearly)s OR year >= %(since)s)
         GROUP BY 1, 2) AS ledger
  JOIN volunteers_volunteer AS person
    ON person.id = ledger.volunteer_id
   AND person.status = 'registered'
  LEFT JOIN LATERAL (
       -- What somebody objects to counts for nothing meanwhile.
       SELECT sum(session.minutes) AS minutes
         FROM hours_session AS session
        WHERE session.id IN (SELECT session_id
                               FROM hours_objection
                              WHERE volunteer_id = ledger.volunteer_id
                                AND state = 'open')
          AND session.status = 'approved'
          AND session.evidence = ANY (%(grades)s)
          AND (ledger.of_year IS NULL
               OR extract(year FROM session.service_date) = ledger.of_year)
       ) AS disputed ON true
  LEFT JOIN LATERAL (
       SELECT id
         FROM volunteers_restriction
        WHERE volunteer_id = ledger.volunteer_id
          AND kind = 'stars'
          AND lifted_at IS NULL
          AND until >= %(today)s
        ORDER BY until DESC, id
        LIMIT 1
       ) AS withheld ON true
  JOIN unnest(%(levels)s::smallint[], %(needed)s::integer[]) AS star (level, needed)
    ON star.needed <= ledger.minutes - coalesce(disputed.minutes, 0)
 WHERE ledger.minutes >= %(least)s
 ORDER BY person.id, ledger.of_year, star.level DESC
