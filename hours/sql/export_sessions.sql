-- The sessions of some days as a file holds them: times local, words as they are read.
-- Of people under 18 names are masked in every file.
-- Text that a spreadsheet would take for a formula gets an apostrophe in front.
SELECT volunteer.number,
       CASE WHEN left(person.name, 1) = ANY(%(formulas)s) THEN '''' ELSE '' END
           || person.name,
       CASE WHEN left(organization.label, 1) = ANY(%(formulas)s) THEN '''' ELSE '' END
           || organization.label,
       CASE WHEN left(activity.label, 1) = ANY(%(formulas)s) THEN '''' ELSE '' END
           || activity.label,
       field.code,
       CASE WHEN left(field.label, 1) = ANY(%(formulas)s) THEN '''' ELSE '' END
           || field.label,
       CASE WHEN left(district.label, 1) = ANY(%(formulas)s) THEN '''' ELSE '' END
           || district.label,
       CASE WHEN left(site.label, 1) = ANY(%(formulas)s) THEN '''' ELSE '' END
           || site.label,
       session.service_date,
       session.started_at AT TIME ZONE 'Asia/Shanghai',
       session.ended_at AT TIME ZONE 'Asia/Shanghai',
       session.break_minutes,
       session.minutes,
       trunc(session.minutes / 60.0, 2),
       %(evidence)s::jsonb ->> session.evidence,
       %(status)s::jsonb ->> session.status,
       CASE WHEN left(session.note, 1) = ANY(%(formulas)s) THEN '''' ELSE '' END
           || nullif(session.note, ''),
       date_trunc('second', session.submitted_at AT TIME ZONE 'Asia/Shanghai'),
       date_trunc('second', session.decided_at AT TIME ZONE 'Asia/Shanghai'),
       session.id::text
  FROM hours_session AS session
  JOIN volunteers_volunteer AS volunteer ON volunteer.id = session.volunteer_id
 CROSS JOIN LATERAL (
        SELECT CASE WHEN volunteer.name = %(closed)s
                      OR %(names)s AND volunteer.birth_date <= %(of_age_born_by)s
                    THEN volunteer.name
                    WHEN left(volunteer.name, 2) = ANY(%(compound)s)
                    THEN left(volunteer.name, 2) || '*'
                    ELSE left(volunteer.name, 1) || '*' END AS name
       ) AS person
  JOIN (SELECT id, CASE WHEN %(english)s AND name_en <> ''
                        THEN name_en ELSE name END AS label
          FROM volunteers_organization) AS organization
    ON organization.id = session.organization_id
  LEFT JOIN (SELECT id, CASE WHEN %(english)s AND title_en <> ''
                             THEN title_en ELSE title END AS label
               FROM activities_activity) AS activity
    ON activity.id = session.activity_id
  JOIN (SELECT code, CASE WHEN %(english)s AND name_en <> ''
                          THEN name_en ELSE name END AS label
          FROM activities_servicefield) AS field
    ON field.code = session.service_field_id
  JOIN (SELECT code, CASE WHEN %(english)s AND name_en <> ''
                          THEN name_en ELSE name END AS label
          FROM volunteers_district) AS district
    ON district.code = session.district_id
  LEFT JOIN (SELECT id, CASE WHEN %(english)s AND name_en <> ''
                             THEN name_en ELSE name END AS label
               FROM volunteers_site) AS site
    ON site.id = session.site_id
 WHERE session.service_date >= %(first)s
   AND session.service_date < %(after)s
   AND (%(organization)s IS NULL OR session.organization_id = %(organization)s::uuid)
 ORDER BY session.service_date, session.started_at, session.id
