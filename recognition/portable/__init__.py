"""A certificate in the forms that other programs read."""
