"""Scorers: how near a reading comes to a gold reading, and a record to a gold dossier."""
