-- Refuse an organization's own number that is looser than the city's of the same day.
-- Where the city is stricter later, whoever reads takes the stricter of the two.
IF (SELECT CASE WHEN NEW.code = 'notice_working_days_entered' THEN NEW.value >= value
                ELSE NEW.value <= value
            END
      FROM policies_policy
     WHERE code = NEW.code
       AND holds_from <= NEW.holds_from
     ORDER BY holds_from DESC
     LIMIT 1) IS NOT TRUE
THEN
    RAISE EXCEPTION 'limit_is_no_looser_than_the_citys'
          USING ERRCODE = 'check_violation',
                CONSTRAINT = 'limit_is_no_looser_than_the_citys';
END IF;
RETURN NEW;
