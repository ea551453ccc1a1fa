-- The first that wait and that a rule matches, those sent in first before the others.
SELECT id
  FROM ({matches}) AS matched
 ORDER BY facts->>'sent_on', id
 LIMIT %(most)s
