"""A hub and three association nodes as real processes: the demo, and what tests start them with."""
