"""Verbale keeps the minutes of a long-running negotiation from what the press reports."""
