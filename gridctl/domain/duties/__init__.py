"""Recurring duties as pure rules: windows of a rule, who answers, judging, rates, and how a duty is said."""
