"""The fine book: what each month's overdue rounds cost, confirmed and reversed by signature (T3, T4)."""
