"""Certificates of many at once: chosen, made by a worker, fetched as one archive."""
