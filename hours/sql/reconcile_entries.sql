-- Lines of the ledger that do not repeat what their session says.
SELECT entry.id AS entry,
       entry.session_id AS session,
       concat_ws(', ',
           CASE WHEN entry.volunteer_id     IS DISTINCT FROM session.volunteer_id     THEN 'volunteer' END,
           CASE WHEN abs(entry.minutes)     IS DISTINCT FROM session.minutes          THEN 'minutes' END,
           CASE WHEN entry.service_date     IS DISTINCT FROM session.service_date     THEN 'service_date' END,
           CASE WHEN entry.evidence         IS DISTINCT FROM session.evidence         THEN 'evidence' END,
           CASE WHEN entry.organization_id  IS DISTINCT FROM session.organization_id  THEN 'organization' END,
           CASE WHEN entry.district_id      IS DISTINCT FROM session.district_id      THEN 'district' END,
           CASE WHEN entry.site_id          IS DISTINCT FROM session.site_id          THEN 'site' END,
           CASE WHEN entry.service_field_id IS DISTINCT FROM session.service_field_id THEN 'service_field' END,
           CASE WHEN (entry.kind = 'approve') IS DISTINCT FROM (entry.minutes > 0)    THEN 'sign' END
       ) AS differing
  FROM hours_entry AS entry
  LEFT JOIN hours_session AS session ON session.id = entry.session_id
 WHERE (entry.volunteer_id, abs(entry.minutes), entry.service_date, entry.evidence,
        entry.organization_id, entry.district_id, entry.site_id, entry.service_field_id)
       IS DISTINCT FROM
       (session.volunteer_id, session.minutes, session.service_date, session.evidence,
        session.organization_id, session.district_id, session.site_id, session.service_field_id)
    OR (entry.kind = 'approve') <> (entry.minutes > 0)
 LIMIT %(most)s
