-- See make_day_of_person.sql.
SELECT * FROM hours_day_of_person(
    %(volunteer)s, %(organization)s, %(day)s, %(today)s);
