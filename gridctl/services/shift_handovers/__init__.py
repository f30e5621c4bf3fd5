"""Hand-over from shift to shift: what is open, kept as it was, in two names."""
