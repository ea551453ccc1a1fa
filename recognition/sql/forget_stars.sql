-- Forget who was found and, as it is now, would not be found like that: hours were taken
-- back or are disputed, a higher star is reached, or stars are withheld or no longer.
-- Of one level, if one is named.
DELETE FROM recognition_staraward AS award
 WHERE award.state IN ('found', 'withheld')
   AND (%(only)s::smallint IS NULL OR award.level = %(only)s)
   AND award.volunteer_id > %(after)s
   AND award.volunteer_id <= %(last)s
   AND NOT EXISTS (
       SELECT
         FROM ({reached}) AS reached
        WHERE reached.volunteer_id = award.volunteer_id
          AND reached.level = award.level
          AND reached.of_year IS NOT DISTINCT FROM award.of_year
          AND reached.withheld_for_id IS NOT DISTINCT FROM award.withheld_for_id)
