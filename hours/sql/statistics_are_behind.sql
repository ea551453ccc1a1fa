-- Whether anything happened that the statistics do not know: a posting since, or
-- people who registered, left or moved.
SELECT EXISTS (SELECT FROM hours_entry WHERE posted_at > %(settled_at)s)
    OR EXISTS (SELECT
                 FROM (SELECT district_id, sum(delta) AS people
                         FROM volunteers_registeredday
                        WHERE day <= %(today)s
                        GROUP BY district_id) AS now
                 LEFT JOIN hours_yearstatistics AS known
                   ON known.district_id = now.district_id AND known.year = %(year)s
                WHERE known.registered IS DISTINCT FROM now.people)
