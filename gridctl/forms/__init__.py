"""Results written as controlled forms (.xlsx); the only room that knows openpyxl."""
