-- What a rule would have done to the sessions of each month, beside what became of them.
SELECT date_trunc('month', session.service_date)::date AS month,
       count(*)                           AS sessions,
       count(*) FILTER (WHERE would)      AS approved,
       count(*) FILTER (WHERE NOT would)  AS held,
       count(*) FILTER (WHERE would AND session.status = 'reversed') AS reversed,
       count(*) FILTER (WHERE would AND session.status = 'rejected') AS rejected,
       count(*) FILTER (WHERE would AND session.status = 'queried')  AS asked
  FROM hours_session AS session
  LEFT JOIN (SELECT id, chance >= %(share)s AS would FROM ({matches}) AS matched) AS rule
       USING (id)
 WHERE session.organization_id = %(organization)s
   AND {which}
 GROUP BY month
 ORDER BY month
