"""Commands of reports: `gridctl report`."""
