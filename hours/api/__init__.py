"""The API of hours: sessions, decisions, and the account's own home."""
