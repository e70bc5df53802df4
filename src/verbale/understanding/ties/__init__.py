"""Ties of one thing to another: cues, and the frames that find their two ends in the parse."""
