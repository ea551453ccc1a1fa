-- Tell accounts of an event, each of its own subject; again: the same. Where it does not
-- wait for the day's digest, whoever wants that gets a message at once.
WITH told AS (
    INSERT INTO notices_notice (recipient_id, event, subject, at, data)
    SELECT DISTINCT recipient, %(event)s, subject, %(at)s::timestamptz, '{}'::jsonb
      FROM unnest(%(recipients)s::bigint[], %(subjects)s::uuid[])
        AS whom (recipient, subject)
     ORDER BY recipient, subject  -- everyone writes in one order: no deadlocks
        ON CONFLICT (recipient_id, event, subject, at) DO NOTHING
 RETURNING id, recipient_id
)
INSERT INTO notices_delivery (recipient_id, channel, notice_id, state, due_at)
SELECT told.recipient_id, way.channel, told.id, 'due', %(at)s
  FROM told
  JOIN notices_choice AS choice ON choice.account_id = told.recipient_id
 CROSS JOIN LATERAL (VALUES ('email', choice.email), ('sms', choice.sms))
    AS way (channel, wanted)
 WHERE %(at_once)s AND way.wanted = 'at_once'
