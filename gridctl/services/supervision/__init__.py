"""Supervision: what was found and mended, and who was held to account or commended."""
