"""Equipment and keys: registered, handed out, back again."""
