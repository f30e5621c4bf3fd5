"""Commands of shifts: `gridctl shift`."""
