"""Readings turned into the input of the bench scorers. Nothing else knows the scorers' formats."""
