"""What findings and judgements add up to."""
