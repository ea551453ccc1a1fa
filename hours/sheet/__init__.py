"""A roster on paper: printed, filled in without a network, entered afterwards."""
