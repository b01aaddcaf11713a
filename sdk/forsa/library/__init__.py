"""The library: what was shared, what others made of it, and how it is found. Views over the log."""
