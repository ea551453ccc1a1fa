-- A station hangs under an institute, an institute under a center.
IF NOT EXISTS (
    SELECT FROM volunteers_site AS above
     WHERE above.id = NEW.parent_id
       AND (NEW.kind, above.kind) IN (('station', 'institute'), ('institute', 'center'))
) THEN
    RAISE EXCEPTION 'a % does not hang under this site', NEW.kind
          USING ERRCODE = 'check_violation', CONSTRAINT = 'site_hangs_under_the_next_kind';
END IF;
RETURN NEW;
