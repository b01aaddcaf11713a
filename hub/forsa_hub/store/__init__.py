"""The hub's database. Nothing outside this package knows which engine it is."""
