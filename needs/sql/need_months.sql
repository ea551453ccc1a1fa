-- Needs by the month in which they were asked for, district, category and state; what
-- was solved the last time, and every rating, also of what was taken up again.
SELECT date_trunc('month', need.submitted_at AT TIME ZONE 'Asia/Shanghai')::date AS month,
       site.district_id,
       need.category_id,
       way.state,
       count(*)                        AS needs,
       coalesce(sum(done.solved), 0)   AS solved,
       coalesce(sum(rating.rated), 0)  AS rated,
       coalesce(sum(rating.stars), 0)  AS stars,
       sum(way.round - 1)              AS again
  FROM needs_order AS way
  JOIN needs_need AS need ON need.id = way.need_id
  JOIN volunteers_site AS site ON site.id = need.site_id
  LEFT JOIN (SELECT order_id, round, sum(count) AS solved
               FROM needs_outcome
              WHERE solved
              GROUP BY order_id, round) AS done
    ON done.order_id = way.need_id AND done.round = way.round
  LEFT JOIN (SELECT order_id, count(*) AS rated, sum(stars) AS stars
               FROM needs_rating
              GROUP BY order_id) AS rating
    ON rating.order_id = way.need_id
 GROUP BY 1, 2, 3, 4
