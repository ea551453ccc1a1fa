"""Where migrations look for what PostgreSQL makes of moments."""

from config.moments import LocalDate, NextMidnight, TimeRange, WholeMinutes

__all__ = ["LocalDate", "NextMidnight", "TimeRange", "WholeMinutes"]
