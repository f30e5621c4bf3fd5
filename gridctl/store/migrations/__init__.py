"""The steps that bring an older ledger up to date; Alembic runs them."""
