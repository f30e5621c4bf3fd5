"""Commands of policies and of the holiday calendar: `gridctl policy`."""
