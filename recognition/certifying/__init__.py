"""What a certificate says, signed and printed."""
