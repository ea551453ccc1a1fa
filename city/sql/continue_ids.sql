-- Ids given by hand: the next ones go on after them.
SELECT setval(pg_get_serial_sequence('volunteers_account', 'id'), max(id))
  FROM volunteers_account;
SELECT setval(pg_get_serial_sequence('volunteers_volunteer', 'id'), max(id))
  FROM volunteers_volunteer;
SELECT setval(pg_get_serial_sequence('volunteers_site', 'id'), max(id))
  FROM volunteers_site;
