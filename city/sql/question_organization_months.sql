-- Of a question: whole months by organization, district and field; of the moment.
SELECT {key} AS key, minutes, sessions, timed, witnessed, declared, entered
  FROM hours_organizationmonth
 WHERE month BETWEEN %(first)s AND %(last)s
   AND (%(district)s::text IS NULL OR district_id = %(district)s)
   AND (%(service_field)s::text IS NULL OR service_field_id = %(service_field)s)
   AND (%(organizations)s::uuid[] IS NULL OR organization_id = ANY(%(organizations)s::uuid[]))
