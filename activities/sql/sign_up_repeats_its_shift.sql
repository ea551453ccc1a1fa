-- A sign-up repeats the times of its shift, so that seats at one time can be compared.
SELECT shift.starts_at, shift.ends_at INTO NEW.starts_at, NEW.ends_at
  FROM activities_shift AS shift
 WHERE shift.id = NEW.shift_id;
RETURN NEW;
