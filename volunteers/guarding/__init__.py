"""A guardian agrees: asked for by the young person, answered by phone."""
