-- Note who reached a star: the highest, unless it or a higher one stands already, or it
-- was withdrawn and no more counts since.
INSERT INTO recognition_staraward
       (id, volunteer_id, level, of_year, minutes, needed, grades, state,
        withheld_for_id, found_at)
SELECT gen_random_uuid(), reached.volunteer_id, reached.level, reached.of_year,
       reached.minutes, reached.needed, %(grades)s,
       CASE WHEN reached.withheld_for_id IS NULL THEN 'found' ELSE 'withheld' END,
       reached.withheld_for_id, %(at)s
  FROM ({reached}) AS reached
 WHERE NOT EXISTS (
       SELECT
         FROM recognition_staraward AS award
        WHERE award.volunteer_id = reached.volunteer_id
          AND award.of_year IS NOT DISTINCT FROM reached.of_year
          AND (award.level >= reached.level
               AND award.state IN ('found', 'withheld', 'announced', 'held')
               OR award.level = reached.level
               AND award.state = 'withdrawn'
               AND award.minutes >= reached.minutes))
    ON CONFLICT DO NOTHING
