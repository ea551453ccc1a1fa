"""Hours approved by an organization's rule, within what the city lets rules do."""
