"""Staff: registered, imported, listed, leaving."""
