"""Queries of educators with the documents that answer them, and how well search finds these."""
