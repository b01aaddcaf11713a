"""The node of an association: its own keys, its outbox, its verified copy of the log."""
