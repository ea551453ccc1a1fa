-- Ids and numbers given by hand: the next ones go on after them.
SELECT setval(pg_get_serial_sequence('volunteers_account', 'id'), max(id))
  FROM volunteers_account;
SELECT setval(pg_get_serial_sequence('volunteers_volunteer', 'id'), max(id))
  FROM volunteers_volunteer;
SELECT setval(pg_get_serial_sequence('volunteers_site', 'id'), max(id))
  FROM volunteers_site;

-- V, area, year and month, serial.
INSERT INTO volunteers_numberseries (area, month, last)
SELECT substr(number, 2, 6), substr(number, 8, 4), max(substr(number, 12, 6))::int
  FROM volunteers_volunteer
 GROUP BY 1, 2
 ORDER BY 1, 2;
