"""Indicators: how quickly and how well tickets are closed."""
