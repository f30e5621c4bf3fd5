"""Visits at home: who was visited by whom, how it came out, and on how many days of a month (D9 入户走访制度)."""
