"""PostgreSQL that starts the embedded server when nothing answers."""

from typing import Any

from django.db.backends.postgresql import base
from psycopg2 import OperationalError

from config import postgres


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own backend; only a refused first connection differs."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, after starting the embedded server if nothing answered."""
        try:
            return super().get_new_connection(conn_params)
        except OperationalError as error:
            if 'FATAL:  database "' in str(error):  # the server is there, and whole
                raise
            postgres.start()
            return super().get_new_connection(conn_params)
