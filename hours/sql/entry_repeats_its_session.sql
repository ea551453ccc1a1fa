-- Refuse newly posted entries that say anything else than their sessions say. Counted,
-- as EXISTS would be planned for finding one soon: normally there is none.
IF 0 < (
    SELECT count(*)
      FROM posted
      LEFT JOIN hours_session AS session
        ON session.id = posted.session_id
       AND session.volunteer_id = posted.volunteer_id
     WHERE (session.minutes, session.service_date, session.evidence,
            session.organization_id, session.district_id, session.site_id,
            session.service_field_id)
           IS DISTINCT FROM
           (abs(posted.minutes), posted.service_date, posted.evidence,
            posted.organization_id, posted.district_id, posted.site_id,
            posted.service_field_id)
) THEN
    RAISE EXCEPTION 'entry_repeats_its_session'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_repeats_its_session';
END IF;
