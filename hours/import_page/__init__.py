"""What the page of imports shows and keeps, on top of the rules of an import."""
