-- What each row of an import means, and what stands against its cells by themselves.
-- Sorted by person and time, so that whatever follows meets each person once.
--
-- Nothing is known yet of how many rows a new import has. So whatever is looked up for
-- each of them has an index, whichever way the planner goes about it.
DROP TABLE IF EXISTS pg_temp.meant, pg_temp.judged;

-- Which activity each title or id means. Of several with one title, it is the one that
-- runs on that day.
CREATE TEMPORARY TABLE meant ON COMMIT DROP AS
WITH held AS (  -- as Activity.takes_hours
    SELECT id, title, title_en, starts_on, ends_on
      FROM activities_activity
     WHERE organization_id = %(organization)s
       AND (state IN ('published', 'closed')
            OR (cancelled_at AT TIME ZONE 'Asia/Shanghai')::date >= starts_on)
), label AS (
    SELECT lower(id::text) AS words, id, starts_on, ends_on FROM held
     UNION
    SELECT lower(title), id, starts_on, ends_on FROM held
     UNION
    SELECT lower(title_en), id, starts_on, ends_on FROM held
), named AS (
    SELECT DISTINCT lower(cells[6]) AS words,
           coalesce((started_at AT TIME ZONE 'Asia/Shanghai')::date, '-infinity') AS day
      FROM hours_importrow
     WHERE imported_id = %(imported)s AND cells[6] <> ''
)
SELECT words, day,
       count(*) > 1
         AND count(*) FILTER (WHERE day BETWEEN starts_on AND ends_on) <> 1
           AS is_unclear,
       (array_agg(id ORDER BY (day BETWEEN starts_on AND ends_on) DESC))[1] AS id
  FROM named JOIN label USING (words)
 GROUP BY words, day;
CREATE UNIQUE INDEX ON meant (words, day);
ANALYZE meant;

CREATE TEMPORARY TABLE judged ON COMMIT DROP AS
WITH meaning AS (
    SELECT written.line,
           written.session_id,
           written.verdict AS before,
           person.id AS volunteer_id,
           person.birth_date,
           person.registered_at,
           activity.id AS activity_id,
           activity.district_id,
           activity.site_id,
           coalesce(activity.service_field_id, written.service_field) AS service_field_id,
           written.started_at,
           written.ended_at,
           written.break_minutes,
           written.cells[7] AS note,
           local.day AS service_date,
           floor(extract(epoch FROM written.ended_at - written.started_at) / 60)::bigint
             - written.break_minutes AS minutes,
           unread IS NOT NULL AS is_unread,
           -- Nobody's colleague approves the hours of those who lead (L17).
           coalesce(person.account_id IN (
               SELECT hours_leaders(
                   %(organization)s, (%(at)s::timestamptz AT TIME ZONE 'Asia/Shanghai')::date)),
               false) AS is_led,
           CASE WHEN written.number IS NULL THEN NULL
                WHEN person.id IS NULL THEN 'unknown_volunteer'
                WHEN person.status <> 'registered' THEN 'volunteer_not_active'
                WHEN started_at < person.counts_from THEN 'before_registering'
            END AS against_volunteer,
           CASE WHEN cells[6] = '' THEN NULL
                WHEN meant.id IS NULL THEN 'unknown_activity'
                WHEN meant.is_unclear THEN 'several_activities'
            END AS against_activity,
           CASE WHEN cells[5] = '' AND cells[6] = '' THEN 'service_field_needed'
            END AS against_field
      FROM hours_importrow AS written
     CROSS JOIN LATERAL (
           SELECT (started_at AT TIME ZONE 'Asia/Shanghai')::date AS day) AS local
      LEFT JOIN volunteers_volunteer AS person ON person.number = written.number
      LEFT JOIN meant
        ON meant.words = lower(cells[6])
       AND meant.day = coalesce(local.day, '-infinity')
      LEFT JOIN activities_activity AS activity
        ON activity.id = meant.id AND NOT meant.is_unclear
     WHERE imported_id = %(imported)s
), timed AS (
    SELECT meaning.*,
           limits.*,
           age,
           CASE WHEN ended_at <= started_at THEN 'ends_before_it_starts'
                WHEN minutes < 1 THEN 'shorter_than_a_minute'
                WHEN ended_at > %(at)s THEN 'in_the_future'
                WHEN age > retro_parent AND NOT %(from_the_city)s THEN 'too_late'
                WHEN ended_at > (service_date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
                THEN 'crosses_midnight'
            END AS against_time,
           -- Who was a minor on that day (L23). What the city brings of the time before
           -- people were registered here was agreed to elsewhere.
           CASE WHEN birth_date IS NULL
                  OR birth_date <= service_date - make_interval(years => %(of_age)s)
                THEN NULL
                WHEN birth_date > service_date - make_interval(years => least_age::int)
                THEN 'too_young_that_day'
                WHEN %(from_the_city)s
                 AND service_date < (registered_at AT TIME ZONE 'Asia/Shanghai')::date
                THEN NULL
                WHEN NOT EXISTS (
                     SELECT FROM volunteers_consent AS agreed
                      WHERE agreed.volunteer_id = meaning.volunteer_id
                        AND agreed.purpose = 'guardian'
                        AND (agreed.given_at AT TIME ZONE 'Asia/Shanghai')::date
                            <= service_date
                        AND (agreed.withdrawn_at IS NULL
                             OR agreed.withdrawn_at >= ended_at))
                THEN 'no_guardian_agreed'
            END AS against_age
      FROM meaning
     CROSS JOIN LATERAL (
           SELECT (%(at)s::timestamptz AT TIME ZONE 'Asia/Shanghai')::date
                - service_date AS age) AS past
      LEFT JOIN limits ON service_date >= holds_from AND service_date < holds_until
)
SELECT line, session_id, before, volunteer_id, activity_id, district_id, site_id,
       service_field_id, started_at, ended_at, break_minutes, note, service_date, minutes,
       coalesce(against_volunteer, against_age) AS against_volunteer, against_time,
       against_activity, against_field,
       CASE WHEN against_age = 'too_young_that_day'
            THEN jsonb_build_object('age', least_age) ELSE '{}'
        END AS of_volunteer,
       CASE WHEN is_unread
              OR coalesce(against_volunteer, against_age, against_time,
                          against_activity, against_field) IS NOT NULL
            THEN 'bad' ELSE 'good'
        END AS verdict,
       CASE WHEN age > retro_parent THEN 'city'
            WHEN age > retro_organization OR is_led THEN %(above)s
            ELSE 'organization'
        END AS level,
       -- A day needs a closer look if its rows overlap or add up to much.
       coalesce(max(ended_at) OVER earlier > started_at
                OR sum(minutes) OVER day > day_organization, false) AS is_crowded,
       row_number() OVER timeline AS position,
       false AS is_renamed,
       NULL::text AS code,
       NULL::jsonb AS details
  FROM timed
WINDOW day AS (PARTITION BY volunteer_id, service_date),
       timeline AS (ORDER BY volunteer_id, service_date, started_at, line),
       earlier AS (PARTITION BY volunteer_id, service_date ORDER BY started_at, line
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);

CREATE UNIQUE INDEX ON judged (position);
CREATE UNIQUE INDEX ON judged (line);
ANALYZE judged;
