"""Time expressions: what they say (grammar, apart from any date) and what they mean (resolution against a date)."""
