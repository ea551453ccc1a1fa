-- Put the days of posting of the oldest month that is kept by day together, if it is
-- long past. Says whether it was.
DECLARE
    since timestamptz;
    month_first date;
    month_after date;
BEGIN
    SELECT folded.until, folded.by_day_from INTO since, month_first
      FROM hours_folded AS folded
       FOR UPDATE;
    month_after := month_first + interval '1 month';
    IF since IS NULL OR since = '1970-01-01 00:00+00'
       OR month_after > (since AT TIME ZONE 'Asia/Shanghai')::date - {by_day} THEN
        RETURN false;
    END IF;
    {day_total};
    UPDATE hours_folded SET by_day_from = month_after;
    RETURN true;
END
