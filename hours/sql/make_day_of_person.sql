-- Where a person and an organization stand on a local date, whether the person leads it,
-- whether the person's own word is taken, and the person's sessions of one local day: an
-- empty one if there are none. A function,
-- because planning takes longer than reading, and plpgsql keeps its plans. Whoever
-- changes it adds a migration that runs this.
CREATE OR REPLACE FUNCTION hours_day_of_person(
    person_id bigint, served_id uuid, day date, today date)
RETURNS TABLE (standing text, served text, leads boolean, is_believed boolean, id uuid,
               status text, started_at timestamptz, until timestamptz, minutes int)
LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT person.status::text, organization.status::text,
           EXISTS (SELECT FROM hours_leaders(served_id, today) AS leader
                    WHERE leader = person.account_id),
           NOT EXISTS (SELECT FROM volunteers_restriction AS withheld
                        WHERE withheld.volunteer_id = person.id
                          AND withheld.kind = 'self_logging'
                          AND withheld.until >= today
                          AND withheld.lifted_at IS NULL),
           session.id, session.status::text, session.started_at,
           coalesce(session.ended_at,
                    (day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'),
           coalesce(session.minutes, 0)
      FROM volunteers_volunteer AS person
      JOIN volunteers_organization AS organization ON organization.id = served_id
      LEFT JOIN hours_session AS session
        ON session.volunteer_id = person.id
       AND session.service_date = day
     WHERE person.id = person_id
     ORDER BY session.started_at;
END;
$$;
