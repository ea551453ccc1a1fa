"""
Sessions as files: CSV streamed by the database, XLSX written row by row.

Rows leave the city's own rooms, so names are masked unless whoever asks may know
them: people stay known by their number (PIPL art. 51).
"""

from hours.exports.files import write_csv, write_xlsx
from hours.exports.sessions import Wanted, about_how_many

__all__ = ["Wanted", "about_how_many", "write_csv", "write_xlsx"]
