-- Activities of the next four weeks with a shift each, at sites by turns; known by their
-- ids, which begin with eight f.
WITH template AS (
    SELECT number,
           ('ffffffff-0000-4000-8000-' || lpad(to_hex(number), 12, '0'))::uuid AS id,
           ((%(day)s::date + 1 + (number %% 28)::int)::timestamp
            + ((8 + number %% 9) || ' hours')::interval)
             AT TIME ZONE 'Asia/Shanghai' AS starts_at,
           past.*
      FROM generate_series(0, %(count)s::bigint - 1) AS number
      JOIN (SELECT row_number() OVER (ORDER BY activity.id) - 1 AS place,
                   count(*) OVER () AS places,
                   title, title_en, organization_id, site_id, district_id,
                   service_field_id
              FROM activities_activity AS activity
             WHERE site_id IS NOT NULL
               AND id < 'ffffffff-0000-0000-0000-000000000000') AS past
        ON past.place = number %% past.places
),
activity AS (
    INSERT INTO activities_activity
           (id, title, title_en, organization_id, site_id, district_id,
            service_field_id, starts_on, ends_on, place, risks, summary, contact_name,
            state, declared_at, declared_by_id, published_at)
    SELECT id, title, title_en, organization_id, site_id, district_id,
           service_field_id,
           (starts_at AT TIME ZONE 'Asia/Shanghai')::date,
           (starts_at AT TIME ZONE 'Asia/Shanghai')::date,
           '门口集合', '路上请注意安全', '和邻居们一起做。', '王老师',
           'published', %(day)s::date, %(by)s, %(day)s::date
      FROM template
    RETURNING id
),
post AS (
    INSERT INTO activities_post (id, name, description, min_age, activity_id)
    SELECT id, '', '', 0, id
      FROM activity
    RETURNING id
)
INSERT INTO activities_shift (id, starts_at, ends_at, seats, activity_id, post_id)
SELECT template.id, starts_at, starts_at + interval '2 hours', 8, template.id, post.id
  FROM post
  JOIN template ON template.id = post.id
