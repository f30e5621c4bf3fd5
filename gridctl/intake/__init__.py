"""Other people's spreadsheets, read into typed rows and numbered problems."""
