"""Commands of the estate: `gridctl estate`."""
