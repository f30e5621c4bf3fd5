"""Commands of tickets, noun and verbs: `gridctl ticket`."""
