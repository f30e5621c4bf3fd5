"""Tickets: from the slip to the signature, and how they are listed."""
