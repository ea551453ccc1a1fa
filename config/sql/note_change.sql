-- Write down what changed in a row: which columns, and what stood in them before and
-- after. Of some only the fact is kept. Where nothing changed that is told, nothing is.
INSERT INTO {events} (
    pgh_created_at, pgh_label, pgh_obj_id, pgh_context, changed, old, new
)
SELECT clock_timestamp(),
       '{label}',
       {row}.{key},
       nullif(current_setting('pghistory.context_metadata', true), '')::jsonb,
       array_agg(field ORDER BY field),
       coalesce(
           jsonb_object_agg(field, before) FILTER (WHERE field <> ALL ({unsaid})
                                                     AND before IS NOT NULL), '{}'),
       coalesce(
           jsonb_object_agg(field, after) FILTER (WHERE field <> ALL ({unsaid})
                                                    AND after IS NOT NULL), '{}')
  FROM (
      SELECT field,
             nullif(was.value, 'null') AS before,
             nullif(now.value, 'null') AS after
        FROM jsonb_each({before}) AS was (field, value)
        FULL JOIN jsonb_each({after}) AS now (field, value) USING (field)
  ) AS fields
 WHERE before IS DISTINCT FROM after
   AND field !~ '{hidden}'
   AND field <> ALL ({untold})
HAVING count(*) > 0;
RETURN NULL;
