-- Organizations with their year as it stood at a past moment, those without hours too.
SELECT organization.id                    AS key,
       organization.id                    AS organization,
       organization.name,
       organization.name_en,
       organization.kind,
       organization.district_id           AS district,
       coalesce(year.minutes, 0)          AS minutes,
       coalesce(year.sessions, 0)         AS sessions,
       coalesce(year.timed, 0)            AS timed,
       coalesce(year.witnessed, 0)        AS witnessed,
       coalesce(year.declared, 0)         AS declared,
       coalesce(year.entered, 0)          AS entered
  FROM volunteers_organization AS organization
  LEFT JOIN ({answer}) AS year
    ON year.key = organization.id::text
 WHERE (organization.status = 'active' OR year.sessions <> 0)
   AND (%(district)s::text IS NULL AND %(month)s::int IS NULL OR year.sessions <> 0)
   AND (%(organizations)s::uuid[] IS NULL OR organization.id = ANY(%(organizations)s::uuid[]))
