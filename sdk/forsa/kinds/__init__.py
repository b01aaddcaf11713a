"""Kinds of records: the registry, their effects and bodies, and how people write them."""
