"""Frames: one table format and one engine by which a layer says what a predicate with its arguments tells."""
