"""Commands of divisions of an estate: `gridctl grid plan` and what follows from it."""
