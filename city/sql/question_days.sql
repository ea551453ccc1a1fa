-- Of a question: days, as far as the ledger is folded; or, with the other sign, only
-- what was posted from a day on.
SELECT {key} AS key,
       %(sign)s * minutes   AS minutes,
       %(sign)s * sessions  AS sessions,
       %(sign)s * timed     AS timed,
       %(sign)s * witnessed AS witnessed,
       %(sign)s * declared  AS declared,
       %(sign)s * entered   AS entered
  FROM hours_daytotal
 WHERE service_date BETWEEN %(first)s AND %(last)s
   AND (%(posted_from)s::date IS NULL OR posted_on >= %(posted_from)s)
   AND (%(district)s::text IS NULL OR district_id = %(district)s)
   AND (%(service_field)s::text IS NULL OR service_field_id = %(service_field)s)
   AND (%(organizations)s::uuid[] IS NULL OR organization_id = ANY(%(organizations)s::uuid[]))
   AND (%(sites)s::bigint[] IS NULL OR site_id = ANY(%(sites)s::bigint[]))
