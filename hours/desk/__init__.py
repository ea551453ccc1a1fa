"""What the approval desk reads: groups, lines, details, what was decided."""
