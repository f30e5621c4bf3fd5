"""What the business means: frozen values and pure rules, without I/O, clock or database."""
