-- Fold what was posted since the last step into days: up to a moment, but no further
-- than a day or what is settled. The first step takes all there is. Says whether there
-- was anything to fold.
DECLARE
    long_ago CONSTANT timestamptz := '1970-01-01 00:00+00';
    target timestamptz := least(wanted, hours_watermark());
    since timestamptz;
    days_from date;
    next_event timestamptz;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'lines posted since this transaction began would be left out';
    END IF;
    INSERT INTO hours_folded VALUES (1, long_ago, '1970-01-01') ON CONFLICT DO NOTHING;
    SELECT folded.until, folded.by_day_from INTO since, days_from
      FROM hours_folded AS folded
       FOR UPDATE;
    IF target <= since THEN
        RETURN false;
    END IF;
    IF since = long_ago THEN
        -- Sort and hash in as much memory as indexes may be built in.
        PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
        days_from := date_trunc(
            'month', (target AT TIME ZONE 'Asia/Shanghai')::date - {by_day});
        {first_active_steps};
    ELSE
        next_event := least(
            (SELECT min(posted_at) FROM hours_entry WHERE posted_at >= since),
            (SELECT min(moved_at) FROM hours_homemove WHERE moved_at >= since));
        target := least(target, next_event + interval '24 hours');
        {active_steps};
    END IF;
    {day_total};
    {city_day};
    UPDATE hours_folded SET until = target, by_day_from = days_from;
    RETURN true;
END
