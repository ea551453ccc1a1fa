-- Take the values out of the history of somebody whose account is closed. That there
-- was a change, when, of what and by whom, stays.
BEGIN
    IF EXISTS (SELECT FROM volunteers_volunteer
                WHERE id = person AND status <> 'closed')
       OR EXISTS (SELECT FROM volunteers_account WHERE id = login AND is_active)
    THEN
        RAISE insufficient_privilege
              USING MESSAGE = 'only of a closed account is the history erased';
    END IF;
    UPDATE volunteers_volunteerevent
       SET old = '{}', new = '{}'
     WHERE pgh_obj_id = person AND (old <> '{}' OR new <> '{}');
    UPDATE volunteers_accountevent
       SET old = '{}', new = '{}'
     WHERE pgh_obj_id = login AND (old <> '{}' OR new <> '{}');
    -- Of guardians: the person's, also those who are none any more, and the account's.
    UPDATE volunteers_guardianevent
       SET old = '{}', new = '{}'
     WHERE pgh_obj_id IN (SELECT id FROM volunteers_guardian
                           WHERE ward_id = person OR account_id = login
                           UNION
                          SELECT pgh_obj_id FROM volunteers_guardianevent
                           WHERE pgh_label = 'delete'
                             AND old -> 'ward_id' = to_jsonb(person))
       AND (old <> '{}' OR new <> '{}');
END
