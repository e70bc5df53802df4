"""Phases: which noun phrases mean the talks, and what words say of how they stand."""
