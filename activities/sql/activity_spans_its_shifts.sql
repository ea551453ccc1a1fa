-- Keep an activity's dates the span of its shifts; without any, they stay as they were.
UPDATE activities_activity AS activity
   SET starts_on = span.first,
       ends_on   = span.last
  FROM (
        SELECT shift.activity_id,
               min((shift.starts_at AT TIME ZONE 'Asia/Shanghai')::date) AS first,
               max((shift.starts_at AT TIME ZONE 'Asia/Shanghai')::date) AS last
          FROM activities_shift AS shift
         WHERE shift.activity_id IN (SELECT activity_id FROM changed)
         GROUP BY shift.activity_id
       ) AS span
 WHERE activity.id = span.activity_id
   AND (activity.starts_on, activity.ends_on) IS DISTINCT FROM (span.first, span.last);
