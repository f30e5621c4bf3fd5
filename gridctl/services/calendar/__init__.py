"""The holidays and make-up days of a project: copied from the regulation, imported from a sheet, listed."""
