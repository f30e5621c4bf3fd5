"""The weekly summary (公区维修问题周汇总表): counted, listed, issued."""
