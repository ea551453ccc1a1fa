-- Whether anything is left that measuring laid.
SELECT EXISTS (SELECT FROM hours_session
                WHERE id >= 'ffffffff-0000-0000-0000-000000000000')
    OR EXISTS (SELECT FROM hours_import WHERE name LIKE 'ffffffff%')
