-- Organizations with their year, those without hours too; or with a month of it.
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
  LEFT JOIN (SELECT organization_id,
                    sum(minutes)::bigint   AS minutes,
                    sum(sessions)::bigint  AS sessions,
                    sum(timed)::bigint     AS timed,
                    sum(witnessed)::bigint AS witnessed,
                    sum(declared)::bigint  AS declared,
                    sum(entered)::bigint   AS entered
               FROM (SELECT organization_id, district_id,
                            minutes, sessions, timed, witnessed, declared, entered
                       FROM hours_organizationyear
                      WHERE %(month)s::int IS NULL
                        AND year = %(year)s
                      UNION ALL
                     SELECT organization_id, district_id,
                            minutes, sessions, timed, witnessed, declared, entered
                       FROM hours_organizationmonth
                      WHERE month = make_date(%(year)s, %(month)s, 1)) AS part
              WHERE %(district)s::text IS NULL OR district_id = %(district)s
              GROUP BY organization_id) AS year
    ON year.organization_id = organization.id
 WHERE (organization.status = 'active' OR year.sessions <> 0)
   AND (%(district)s::text IS NULL AND %(month)s::int IS NULL OR year.sessions <> 0)
   AND (%(organizations)s::uuid[] IS NULL OR organization.id = ANY(%(organizations)s::uuid[]))
