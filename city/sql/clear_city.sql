-- Empty the database of an interrupted demo city. Reference data stay.
TRUNCATE volunteers_account, volunteers_volunteer, volunteers_organization,
         volunteers_site, volunteers_registeredday, volunteers_numberseries,
         notices_message, hours_volunteeryear, hours_volunteerorganizationyear,
         hours_organizationmonth, hours_sitemonth, hours_activecount,
         hours_yearstatistics, city_democity
RESTART IDENTITY CASCADE;
