"""Commands of staff: `gridctl staff`."""
