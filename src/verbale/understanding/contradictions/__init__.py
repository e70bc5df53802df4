"""Contradictions: statements of one article made comparable, and what sets them against each other."""
