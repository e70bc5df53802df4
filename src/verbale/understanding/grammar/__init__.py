"""What several layers read off the parse and the findings so far; nothing here knows what one layer is after."""
