-- Keep from when on a person's year counts under another home.
INSERT INTO hours_homemove (volunteer_id, year, old_id, new_id)
VALUES (NEW.volunteer_id, NEW.year, OLD.home_district_id, NEW.home_district_id);
