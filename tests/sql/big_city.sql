-- A city in which a planner must choose: 20,000 people, 120,000 sessions of 2020, and
-- one organization at which 20,000 more wait. Everything has its pattern, no chance.
INSERT INTO volunteers_site (id, code, name, name_en, kind, district_id)
SELECT 9000 + n, '320706-B' || lpad(n::text, 3, '0'), '第' || n || '所',
       'Institute ' || n, 'institute', '320706'
  FROM generate_series(1, 60) AS n;

INSERT INTO volunteers_organization
       (id, name, name_en, kind, sponsor, status, district_id, site_id)
SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid,
       '第' || n || '志愿服务队', '', 'group', '团市委', 'active', '320706', 9001 + n % 60
  FROM generate_series(0, 199) AS n;

INSERT INTO activities_activity
       (id, title, title_en, starts_on, ends_on, organization_id, district_id,
        service_field_id, state)
SELECT ('00000000-0000-7000-9000-' || lpad(n::text, 12, '0'))::uuid,
       '第' || n || '次净滩', '', '2020-01-01', '2030-12-31',
       ('00000000-0000-7000-8000-' || lpad((n % 200)::text, 12, '0'))::uuid,
       '320706', '0006', 'published'
  FROM generate_series(0, 999) AS n;

INSERT INTO volunteers_account
       (id, password, is_superuser, phone_hash, phone_last4, language, is_active,
        is_staff)
SELECT 1000000 + n, '!', false, sha256(n::text::bytea),
       lpad((n * 7919 % 10000)::text, 4, '0'), '', true, false
  FROM generate_series(1, 20000) AS n;

INSERT INTO volunteers_volunteer
       (id, number, account_id, name, initials, document_type, document_sealed,
        document_hash, document_last4, phone_hash, phone_last4, birth_date,
        district_id, home_site_id, status)
SELECT 1000000 + n, 'V3207062001' || lpad(n::text, 6, '0') || 'A', 1000000 + n,
       surname[1] || given[1], surname[2] || given[2], 'passport', '',
       sha256(n::text::bytea), '0000', sha256(n::text::bytea),
       lpad((n * 7919 % 10000)::text, 4, '0'), '1990-05-01', district, NULL,
       'registered'
  FROM generate_series(1, 20000) AS n,
       LATERAL (SELECT regexp_split_to_array(
           (ARRAY['王 w', '李 l', '张 z', '刘 l', '陈 c', '杨 y', '赵 z', '黄 h'])
           [1 + n % 8], ' ') AS surname) AS a,
       LATERAL (SELECT regexp_split_to_array(
           (ARRAY['伟 w', '芳 f', '小港 xg', '海燕 hy', '建国 jg', '子涵 zh', '雨欣 yx'])
           [1 + n % 7], ' ') AS given) AS b,
       LATERAL (SELECT (ARRAY['320703', '320706', '320707', '320722', '320723'])
           [1 + n % 5] AS district) AS c;

-- One in four belongs to the big organization, all to another one as well.
INSERT INTO volunteers_membership (volunteer_id, organization_id, joined_on)
SELECT 1000000 + n, '00000000-0000-7000-8000-000000000000'::uuid,
       date '2020-01-01'
  FROM generate_series(1, 20000, 4) AS n
 UNION ALL
SELECT 1000000 + n,
       ('00000000-0000-7000-8000-' || lpad((1 + n % 199)::text, 12, '0'))::uuid,
       date '2020-01-01'
  FROM generate_series(1, 20000) AS n;

-- Half of the others ask to join the big organization, or are invited by it.
INSERT INTO volunteers_joinrequest
       (id, volunteer_id, organization_id, words, state, asked_by_id, asked_at, reason)
SELECT ('00000000-0000-7000-a000-' || lpad(n::text, 12, '0'))::uuid,
       1000000 + n, '00000000-0000-7000-8000-000000000000'::uuid, '', 'waiting',
       1000000 + n, '2020-01-02 09:00+08', ''
  FROM generate_series(2, 20000, 4) AS n;

INSERT INTO volunteers_invitation
       (id, volunteer_id, organization_id, phone_last4, words, state, invited_by_id,
        invited_at, expires_at)
SELECT ('00000000-0000-7000-b000-' || lpad(n::text, 12, '0'))::uuid,
       1000000 + n, '00000000-0000-7000-8000-000000000000'::uuid, '', '', 'waiting',
       1000001, '2020-01-02 09:00+08', '2030-01-02 09:00+08'
  FROM generate_series(3, 20000, 4) AS n;

-- Six days a year each, no two the same; a third with the big organization.
CREATE TEMPORARY TABLE planned ON COMMIT DROP AS
SELECT 1000000 + n AS person,
       CASE WHEN k % 3 = 0 THEN 0 ELSE 1 + (n + k) % 199 END AS organization,
       (date '2020-01-01' + (n * 7 + k * 55) % 366 + make_interval(hours => 7 + n % 9))
           AT TIME ZONE 'Asia/Shanghai' AS began,
       60 + n * k % 240 AS minutes,
       (ARRAY['declared', 'timed', 'witnessed'])[1 + (n + k) % 3] AS evidence,
       CASE WHEN (n + k) % 50 = 0 THEN 'rejected' ELSE 'approved' END AS status,
       n + k AS dice
  FROM generate_series(1, 20000) AS n, generate_series(1, 6) AS k
 UNION ALL
SELECT 1000000 + n, 0,
       (date '2021-01-04' + n % 20 + time '09:00') AT TIME ZONE 'Asia/Shanghai',
       60 + n % 240, CASE WHEN n % 500 = 0 THEN 'entered' ELSE 'declared' END,
       'submitted', n
  FROM generate_series(1, 20000) AS n;

INSERT INTO hours_session
       (id, volunteer_id, organization_id, activity_id, district_id, site_id,
        service_field_id, started_at, ended_at, break_minutes, evidence, level,
        status, round, note, submitted_by_id, submitted_at, decided_by_id,
        decided_at, reason_code, reason)
SELECT gen_random_uuid(), person,
       ('00000000-0000-7000-8000-' || lpad(organization::text, 12, '0'))::uuid,
       CASE WHEN dice % 3 > 0 THEN
           ('00000000-0000-7000-9000-'
            || lpad((organization + dice % 5 * 200)::text, 12, '0'))::uuid END,
       '320706', CASE WHEN dice % 2 = 0 THEN 9001 + organization % 60 END, '0006',
       began, began + make_interval(mins => minutes), 0, evidence, 'organization',
       status, 1, '', person, began + interval '1 day',
       CASE WHEN status <> 'submitted' THEN 1000001 + organization END,
       CASE WHEN status <> 'submitted' THEN began + interval '3 days' END,
       CASE WHEN status = 'rejected' THEN 'not_present' ELSE '' END, ''
  FROM planned;

INSERT INTO hours_entry
       (volunteer_id, session_id, round, kind, minutes, service_date, evidence,
        organization_id, district_id, site_id, service_field_id, posted_by_id,
        posted_at, reason_code, reason)
SELECT volunteer_id, id, round, 'approve', minutes, service_date, evidence,
       organization_id, district_id, site_id, service_field_id, decided_by_id,
       decided_at, '', ''
  FROM hours_session
 WHERE status = 'approved';

-- What triggers would have added up one by one.
INSERT INTO hours_volunteeryear
       (volunteer_id, year, home_district_id, home_site_id,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT entry.volunteer_id, 2020, min(person.district_id), NULL,
       sum(minutes), count(*), 0, 0, sum(minutes), 0
  FROM hours_entry AS entry
  JOIN volunteers_volunteer AS person ON person.id = entry.volunteer_id
 GROUP BY entry.volunteer_id;

INSERT INTO hours_volunteerorganizationyear
       (volunteer_id, organization_id, year,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT volunteer_id, organization_id, 2020,
       sum(minutes), count(*), 0, 0, sum(minutes), 0
  FROM hours_entry
 GROUP BY volunteer_id, organization_id;

INSERT INTO hours_organizationmonth
       (organization_id, month, district_id, service_field_id,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT organization_id, date_trunc('month', service_date), district_id,
       service_field_id, sum(minutes), count(*), 0, 0, sum(minutes), 0
  FROM hours_entry
 GROUP BY 1, 2, 3, 4;

INSERT INTO hours_organizationyear
       (year, organization_id, district_id,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT 2020, organization_id, district_id, sum(minutes), sum(sessions), 0, 0,
       sum(declared), 0
  FROM hours_organizationmonth
 GROUP BY organization_id, district_id;

INSERT INTO hours_citymonth
       (month, district_id, stripe,
        minutes, sessions, timed, witnessed, declared, entered)
SELECT month, district_id, get_byte(uuid_send(organization_id), 15) & 15,
       sum(minutes), sum(sessions), 0, 0, sum(declared), 0
  FROM hours_organizationmonth
 GROUP BY 1, 2, 3;
