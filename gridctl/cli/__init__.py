"""Words in, words out: no rules, no SQL."""
