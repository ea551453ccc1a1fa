-- Who is told something by a day's digest, by each channel the person wants and has.
INSERT INTO notices_delivery (recipient_id, channel, digest_id, state, due_at)
SELECT told.recipient_id, way.channel, %(digest)s, 'due', %(at)s
  FROM (SELECT DISTINCT recipient_id
          FROM notices_notice
         WHERE at > %(since)s AND at <= %(until)s AND read_at IS NULL) AS told
  JOIN volunteers_account AS account ON account.id = told.recipient_id
  LEFT JOIN notices_choice AS choice ON choice.account_id = account.id
 CROSS JOIN LATERAL (
       VALUES ('email', coalesce(choice.email, %(email)s), account.email IS NOT NULL),
              ('sms', coalesce(choice.sms, %(sms)s), account.phone_sealed IS NOT NULL))
    AS way (channel, wanted, is_reached)
 WHERE way.wanted <> 'never' AND way.is_reached AND account.is_active
 ORDER BY told.recipient_id
    ON CONFLICT DO NOTHING
