"""Positions: ways of saying what is wanted or refused, whose they are and what they are about."""
