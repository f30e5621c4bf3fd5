"""Safety education, publicity and community activities (D2 三.2(2), D4 三.5, D6)."""
