"""Signatures: PINs set and proven, signatures on paper entered as such, and who may sign what on a day."""
