"""Commands of inspections: `gridctl inspect`."""
