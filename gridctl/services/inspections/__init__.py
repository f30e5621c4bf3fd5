"""Inspections: begun, gone through, ended; what was abnormal opens its ticket with them."""
