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
END
