-- The activities that answer needs asked for in a year, and the minutes that count of
-- everybody who served at them: each activity once.
SELECT met.year,
       count(*)                        AS activities,
       coalesce(sum(given.minutes), 0) AS minutes
  FROM (SELECT DISTINCT
               extract(year FROM need.submitted_at AT TIME ZONE 'Asia/Shanghai') AS year,
               way.activity_id
          FROM needs_order AS way
          JOIN needs_need AS need ON need.id = way.need_id
         WHERE way.activity_id IS NOT NULL
           AND way.state <> 'cancelled') AS met
  LEFT JOIN LATERAL (SELECT sum(entry.minutes) AS minutes
                       FROM hours_session AS session
                       JOIN hours_entry AS entry ON entry.session_id = session.id
                      WHERE session.activity_id = met.activity_id) AS given
    ON true
 GROUP BY met.year
