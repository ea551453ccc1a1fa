-- How long each act took, of the needs asked for in a year: the middle one, in minutes,
-- since the act before and since it was asked for. That it was sent up is no act of its
-- own.
SELECT year,
       act,
       count(*) AS times,
       round(extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY took)) / 60) AS took,
       round(extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY since)) / 60) AS since_asked
  FROM (SELECT extract(year FROM need.submitted_at AT TIME ZONE 'Asia/Shanghai') AS year,
               step.act,
               greatest(step.at - lag(step.at) OVER way, interval '0') AS took,
               greatest(step.at - need.submitted_at, interval '0')     AS since
          FROM needs_step AS step
          JOIN needs_need AS need ON need.id = step.order_id
         WHERE step.act <> 'escalate'
        WINDOW way AS (PARTITION BY step.order_id ORDER BY step.id)) AS done
 WHERE act IN ('accept', 'dispatch', 'claim', 'start', 'deliver', 'rate')
 GROUP BY 1, 2
