"""The calendar of obligations: a file that a secretariat adopts, and the records it becomes."""
