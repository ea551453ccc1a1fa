-- Each is a field of service, named once, and not the one its hours count in.
IF NEW.service_field_id = ANY(NEW.further_fields) OR (
    SELECT count(DISTINCT field.code)
      FROM activities_servicefield AS field
     WHERE field.code = ANY(NEW.further_fields)
) <> cardinality(NEW.further_fields) THEN
    RAISE EXCEPTION 'further_fields_are_others'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'further_fields_are_others';
END IF;
RETURN NEW;
