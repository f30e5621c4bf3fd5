"""Plans: proposals for dividing the estate, from the rules to the day they are applied (D5, D7 三, D8)."""
