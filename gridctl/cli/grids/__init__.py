"""Commands of grids: `gridctl grid`."""
