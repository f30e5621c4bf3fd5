"""Commands of work logs: `gridctl worklog`, `gridctl ticket log`."""
