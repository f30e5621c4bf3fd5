"""Grids: what ground they cover, who answers for them, what is wrong with them."""
