"""Commands of hazards: `gridctl hazard`."""
