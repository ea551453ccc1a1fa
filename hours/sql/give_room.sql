-- Let this transaction sort and hash in as much memory as it may build indexes in.
SELECT set_config('work_mem', current_setting('maintenance_work_mem'), true)
