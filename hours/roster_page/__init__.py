"""The page on which a leader records who served together."""
