"""Raw bytes in, articles out: the only place that knows formats."""
