"""Who is credited with what: quotation marks, cues, frames, speakers, acts and settings of reported speech."""
