"""Training: planned, held, who passed."""
