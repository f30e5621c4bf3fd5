"""Recurring duties of a project: what there is, when it is due, whether it was done, and by whom not (I8)."""
