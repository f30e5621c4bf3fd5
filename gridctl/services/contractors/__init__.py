"""Contractors: registered with clauses and areas, told of faults, deducted from, paid and scored (D10 3.1.2, 3.3.2)."""
