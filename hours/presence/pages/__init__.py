"""What the pages of checking in and out show."""
