"""Objections to sessions, as their forms, pages and lists have them."""
