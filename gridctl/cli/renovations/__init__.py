"""Commands of renovations: `gridctl renovation`."""
