"""Pages that look across rooms; each finds, asks once, and answers."""
