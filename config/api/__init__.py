"""What every call of the API shares: problems, pages, keys, limits, schema."""
