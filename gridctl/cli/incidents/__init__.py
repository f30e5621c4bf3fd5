"""Commands of incidents: `gridctl incident`."""
