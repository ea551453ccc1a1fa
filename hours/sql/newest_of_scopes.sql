-- The newest sessions of each of some organizations, sites, activities or people that
-- are of the kind wanted: so many of each, out of as many as are looked at in each.
SELECT found.id, found.started_at
  FROM unnest({scopes}) AS scope (id)
 CROSS JOIN LATERAL (
        SELECT id, started_at
          FROM (SELECT id, started_at, status, evidence, level, minutes,
                       volunteer_id, organization_id, site_id, activity_id
                  FROM hours_session
                 WHERE {column} = scope.id
                   AND {within}
                 ORDER BY service_date {way}, started_at {way}, id {way}
                 LIMIT %(look)s OFFSET %(skip)s) AS looked_at
         WHERE {wanted}
         LIMIT %(size)s) AS found
