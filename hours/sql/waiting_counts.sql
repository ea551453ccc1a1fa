-- How many wait at each of some organizations, counted so far and no further.
SELECT one.id,
       (SELECT count(*)
          FROM (SELECT
                  FROM hours_session
                 WHERE status = 'submitted'
                   AND organization_id = one.id
                 LIMIT %(most)s) AS counted)
  FROM unnest(%(organizations)s::uuid[]) AS one (id)
