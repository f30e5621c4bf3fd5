"""Commands of recurring duties: `gridctl duty`."""
