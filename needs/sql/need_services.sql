-- The activities that answer needs asked for in a year, and the minutes that count of
-- everybody who served at them: each activity once. What stands approved is what the
-- ledger holds of it (decision 9), and is found without reading the whole ledger.
SELECT met.year,
       count(DISTINCT met.activity_id)    AS activities,
       coalesce(sum(session.minutes), 0)  AS minutes
  FROM (SELECT DISTINCT
               extract(year FROM need.submitted_at AT TIME ZONE 'Asia/Shanghai') AS year,
               way.activity_id
          FROM needs_order AS way
          JOIN needs_need AS need ON need.id = way.need_id
         WHERE way.activity_id IS NOT NULL
           AND way.state <> 'cancelled') AS met
  LEFT JOIN hours_session AS session
    ON session.activity_id = met.activity_id
   AND session.status = 'approved'
 GROUP BY met.year
