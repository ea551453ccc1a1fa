-- Take away the activities that were laid to be found.
DELETE FROM activities_shift WHERE id >= 'ffffffff-0000-0000-0000-000000000000';
DELETE FROM activities_post WHERE id >= 'ffffffff-0000-0000-0000-000000000000';
DELETE FROM activities_activity WHERE id >= 'ffffffff-0000-0000-0000-000000000000';
