-- An award goes over to another record only where the person's own went into that one.
IF NOT EXISTS (
    SELECT FROM volunteers_volunteer
     WHERE id = OLD.volunteer_id
       AND merged_into_id = NEW.volunteer_id
) THEN
    RAISE EXCEPTION 'star_follows_its_person'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'star_follows_its_person';
END IF;
RETURN NEW;
