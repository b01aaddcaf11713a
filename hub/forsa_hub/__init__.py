"""The hub: orders the records of a network in one append-only log."""
