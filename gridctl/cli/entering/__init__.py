"""Slips typed one after another: the line on the terminal, the fields, the round from field to field, the list at the end."""
