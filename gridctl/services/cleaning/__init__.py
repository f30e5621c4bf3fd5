"""Cleaning faults: found, told to the contractor, mended, accepted at the half-monthly inspection or deducted (D10 3.3.2)."""
