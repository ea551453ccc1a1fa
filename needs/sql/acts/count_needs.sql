-- Count needs anew; readers see the old figures until it is done. The steps are counted
-- first: whatever happens meanwhile makes them more, so that it is counted once more.
DECLARE
    steps_by_now bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('count_needs'));
    SELECT count(*) INTO steps_by_now FROM needs_step;
    DELETE FROM needs_needmonth;
    INSERT INTO needs_needmonth
           (month, district_id, category_id, state, needs, solved, rated, stars, again)
    {months};
    DELETE FROM needs_needpace;
    INSERT INTO needs_needpace (year, act, times, took, since_asked)
    {paces};
    DELETE FROM needs_needservice;
    INSERT INTO needs_needservice (year, activities, minutes)
    {services};
    DELETE FROM needs_needscounted;
    INSERT INTO needs_needscounted (id, steps, counted_at)
    VALUES (1, steps_by_now, counted_at);
END
