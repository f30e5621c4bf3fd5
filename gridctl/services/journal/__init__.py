"""The journal: what was done, in words, and taking it back."""
