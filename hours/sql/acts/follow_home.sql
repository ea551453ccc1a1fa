-- Count a person's years, from one on, under the home that the register says.
BEGIN
    UPDATE hours_volunteeryear AS total
       SET home_district_id = person.district_id,
           home_site_id = person.home_site_id
      FROM volunteers_volunteer AS person
     WHERE person.id = volunteer
       AND total.volunteer_id = person.id
       AND total.year >= first_year;
END
