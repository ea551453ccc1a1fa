-- Many people registered with one phone.
SELECT encode(sha256(phone_hash), 'hex') AS subject,
       NULL::uuid        AS organization_id,
       NULL::uuid        AS activity_id,
       NULL::bigint      AS volunteer_id,
       NULL::bigint      AS account_id,
       NULL::bigint      AS other_account_id,
       min(registered_at AT TIME ZONE 'Asia/Shanghai')::date AS first_on,
       max(registered_at AT TIME ZONE 'Asia/Shanghai')::date AS last_on,
       0                 AS sessions,
       0                 AS minutes,
       (array_agg(id ORDER BY id))[1:%(shown)s] AS people,
       '{}'::uuid[]      AS shown,
       jsonb_build_object('people', count(*)) AS figures
  FROM volunteers_volunteer
 WHERE status = 'registered'
   AND phone_hash IS NOT NULL
 GROUP BY phone_hash
HAVING count(*) >= %(phone_people)s
