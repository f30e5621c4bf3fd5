"""The steps, one for each version of the schema."""
