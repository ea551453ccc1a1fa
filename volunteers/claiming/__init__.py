"""A record that an office keeps becomes the person's own: alone, or let by others."""
