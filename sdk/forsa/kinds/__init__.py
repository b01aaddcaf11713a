"""Kinds of records: the registry, what their effects and bodies look like, and how people write them."""
