"""The daily report of the grids (每日网格情况日报): counted from the ledger, never kept (D2 三.5)."""
