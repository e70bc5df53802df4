"""Linkages: cues that tie one thing to another, and the frames that find their two ends in the parse."""
