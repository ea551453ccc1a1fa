"""Pictures and documents that people send: told by what they hold, and made plain."""
