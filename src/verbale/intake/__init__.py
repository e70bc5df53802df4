"""Fetching addresses, watching feeds, and what is put into the queue of what came in."""
