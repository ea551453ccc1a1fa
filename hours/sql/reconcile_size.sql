-- How much was compared.
SELECT (SELECT count(*) FROM hours_session) AS sessions,
       entry.entries,
       entry.minutes,
       (SELECT coalesce(sum(delta), 0) FROM volunteers_registeredday) AS registered
  FROM (SELECT count(*) AS entries, coalesce(sum(minutes), 0) AS minutes
          FROM hours_entry) AS entry
