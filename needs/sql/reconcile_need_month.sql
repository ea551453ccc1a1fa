-- Needs by month: what the totals lack of the orders, below zero what they have too much.
-- Where something happened since they were counted they claim nothing.
SELECT month, district_id, category_id, state,
       sum(needs)::bigint  AS needs,
       sum(solved)::bigint AS solved,
       sum(rated)::bigint  AS rated,
       sum(stars)::bigint  AS stars,
       sum(again)::bigint  AS again
  FROM (SELECT * FROM ({months}) AS now
         UNION ALL
        SELECT month, district_id, category_id, state,
               -needs, -solved, -rated, -stars, -again
          FROM needs_needmonth) AS line
 WHERE (SELECT steps FROM needs_needscounted) = (SELECT count(*) FROM needs_step)
 GROUP BY month, district_id, category_id, state
HAVING (sum(needs), sum(solved), sum(rated), sum(stars), sum(again)) <> (0, 0, 0, 0, 0)
 LIMIT %(most)s
