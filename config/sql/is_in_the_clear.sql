-- Whether this connection comes over a network, and without TLS.
SELECT inet_server_addr() IS NOT NULL
   AND NOT inet_server_addr() <<= '127.0.0.0/8'
   AND inet_server_addr() <> '::1'
   AND NOT EXISTS (SELECT FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl)
