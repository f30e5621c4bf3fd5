"""Places: what people write of them, and the public ones."""
