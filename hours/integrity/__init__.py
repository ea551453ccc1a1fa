"""
The integrity centre: what looks for hours that nobody served, and what comes of it.

A detector is a statement in ``hours/sql/detect``; its sentence and its numbers are in
``detectors``. What it finds is a case that people work; it decides nothing.
"""
