-- Submit a session if its person's day is as it was judged: the person is locked, and
-- where person and organization stand, and what was logged that day, compared with
-- what was seen. Whoever changes it adds a migration that runs this.
CREATE OR REPLACE FUNCTION hours_add_session(
    seen text, day date, id uuid, volunteer_id bigint, organization_id uuid,
    activity_id uuid, district_id varchar, site_id bigint, service_field_id varchar,
    started_at timestamptz, ended_at timestamptz, break_minutes int, evidence varchar,
    level varchar, note varchar, replaces_id uuid, submitted_by_id bigint,
    submitted_at timestamptz)
RETURNS TABLE (is_as_seen bool, made_minutes int, made_on date)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
    -- All that happens to one person's timeline happens one after the other.
    PERFORM FROM volunteers_volunteer AS person
      WHERE person.id = hours_add_session.volunteer_id
        FOR NO KEY UPDATE;
    IF seen IS DISTINCT FROM (
        SELECT concat_ws(' ', person.status, organization.status,
                         string_agg(logged.id || ':' || logged.status, ' '
                                    ORDER BY logged.id))
          FROM volunteers_volunteer AS person
          JOIN volunteers_organization AS organization
            ON organization.id = hours_add_session.organization_id
          LEFT JOIN hours_session AS logged
            ON logged.volunteer_id = person.id
           AND logged.service_date = hours_add_session.day
         WHERE person.id = hours_add_session.volunteer_id
         GROUP BY person.status, organization.status)
    THEN
        RETURN QUERY SELECT false, NULL::int, NULL::date;
        RETURN;
    END IF;
    RETURN QUERY
    INSERT INTO hours_session AS made
           (id, volunteer_id, organization_id, activity_id, district_id, site_id,
            service_field_id, started_at, ended_at, break_minutes, evidence, level,
            status, round, note, replaces_id, submitted_by_id, submitted_at,
            reason_code, reason)
    VALUES (hours_add_session.id, hours_add_session.volunteer_id,
            hours_add_session.organization_id, hours_add_session.activity_id,
            hours_add_session.district_id, hours_add_session.site_id,
            hours_add_session.service_field_id, hours_add_session.started_at,
            hours_add_session.ended_at, hours_add_session.break_minutes,
            hours_add_session.evidence, hours_add_session.level, 'submitted', 1,
            hours_add_session.note, hours_add_session.replaces_id,
            hours_add_session.submitted_by_id, hours_add_session.submitted_at, '', '')
        ON CONFLICT (id) DO NOTHING
    RETURNING true, made.minutes, made.service_date;
END;
$$;
