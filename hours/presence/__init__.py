"""Presence: checking in and out on site, and how that becomes hours."""
