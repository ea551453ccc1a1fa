-- A place for the volunteer numbers that were given out for this file.
DROP TABLE IF EXISTS given;
CREATE TEMPORARY TABLE given (district_id text, place integer, number text);
