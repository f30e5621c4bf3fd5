"""One function for each thing a clerk does; takes a transaction and values, returns values."""
