"""Hazards (隐患): found with measures on the spot, reported, mended by a day and checked again by another (D2 三)."""
