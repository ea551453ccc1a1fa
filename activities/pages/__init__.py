"""What the pages about activities show, asked of by their views and templates."""
