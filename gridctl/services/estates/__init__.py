"""The estate: buildings, units and rooms."""
