"""Times: what their expressions say (grammar, apart from any date) and what they mean (resolution against a date)."""
