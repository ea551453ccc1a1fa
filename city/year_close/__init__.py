"""Years whose figures are frozen, and what was posted for them later."""
