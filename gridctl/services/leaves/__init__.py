"""Leave of staff: entered, and who does the work meanwhile."""
