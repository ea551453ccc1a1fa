-- By star for how many people it is the highest they have, and how many wait for it, are
-- withheld and are on public notice.
SELECT level,
       count(*) FILTER (WHERE state = 'held'),
       count(*) FILTER (WHERE state = 'found'),
       count(*) FILTER (WHERE state = 'withheld'),
       count(*) FILTER (WHERE state = 'announced')
  FROM (SELECT level, state
          FROM (SELECT DISTINCT ON (volunteer_id) level, state
                  FROM recognition_staraward
                 WHERE state = 'held'
                   AND of_year IS NOT DISTINCT FROM %(of_year)s
                 ORDER BY volunteer_id, level DESC) AS highest
         UNION ALL
        SELECT level, state
          FROM recognition_staraward
         WHERE state IN ('found', 'withheld', 'announced')) AS star
 GROUP BY level
