"""Statements: who is credited with what, by quotation marks, cues, frames, speakers, acts and settings of speech."""
