"""Needs that visits found: noted, chosen for a meeting, followed until they are settled (D9 入户走访制度 二、五)."""
