"""Gold stewards: who asked to hold an enlarged grid, what was decided, and whose band is wider on a day (D7 四.6)."""
