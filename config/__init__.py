"""The wiring: settings, URLs, database, errors, API and jobs. No domain word here."""
