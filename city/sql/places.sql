-- How many organizations and practice sites there are now.
SELECT (SELECT count(*) FROM volunteers_organization
         WHERE kind <> 'site' AND status = 'active')  AS organizations,
       count(*) FILTER (WHERE kind = 'center')        AS center,
       count(*) FILTER (WHERE kind = 'institute')     AS institute,
       count(*) FILTER (WHERE kind = 'station')       AS station
  FROM volunteers_site
