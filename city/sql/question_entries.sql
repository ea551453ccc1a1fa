-- Of a question: what was posted from a moment on and before another, out of the ledger.
SELECT {key} AS key,
       %(sign)s * minutes                                               AS minutes,
       %(sign)s * sign(minutes)                                         AS sessions,
       CASE WHEN evidence = 'timed'     THEN %(sign)s * minutes ELSE 0 END AS timed,
       CASE WHEN evidence = 'witnessed' THEN %(sign)s * minutes ELSE 0 END AS witnessed,
       CASE WHEN evidence = 'declared'  THEN %(sign)s * minutes ELSE 0 END AS declared,
       CASE WHEN evidence = 'entered'   THEN %(sign)s * minutes ELSE 0 END AS entered
  FROM hours_entry
 WHERE posted_at >= %(since)s
   AND posted_at < %(before)s
   AND service_date BETWEEN %(first)s AND %(last)s
   AND (%(district)s::text IS NULL OR district_id = %(district)s)
   AND (%(service_field)s::text IS NULL OR service_field_id = %(service_field)s)
   AND (%(organizations)s::uuid[] IS NULL OR organization_id = ANY(%(organizations)s::uuid[]))
   AND (%(sites)s::bigint[] IS NULL OR site_id = ANY(%(sites)s::bigint[]))
