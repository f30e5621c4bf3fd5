"""The front desk: calls, visitors and conveniences, and what became of them."""
