"""Commands of meetings: `gridctl meeting`."""
