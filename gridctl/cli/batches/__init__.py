"""Many commands in one process: `gridctl batch`."""
