"""Residents: imported and listed."""
