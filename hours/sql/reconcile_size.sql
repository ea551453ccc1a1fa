-- How much was compared, and the same minutes by district, by organization and by person.
SELECT (SELECT count(*) FROM hours_session)                                  AS sessions,
       entry.entries,
       entry.minutes,
       (SELECT coalesce(sum(delta), 0) FROM volunteers_registeredday)        AS registered,
       (SELECT coalesce(sum(minutes), 0) FROM hours_cityday) + entry.newer   AS by_district,
       (SELECT coalesce(sum(minutes), 0) FROM hours_organizationmonth)       AS by_organization,
       (SELECT coalesce(sum(minutes), 0) FROM hours_volunteeryear)           AS by_person
  FROM (SELECT count(*)                  AS entries,
               coalesce(sum(minutes), 0) AS minutes,
               coalesce(sum(minutes) FILTER (WHERE posted_at < until IS NOT TRUE), 0) AS newer
          FROM hours_entry
          LEFT JOIN hours_folded ON true) AS entry
