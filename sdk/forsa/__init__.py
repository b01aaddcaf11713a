"""The core of forsa: signed records, the log that orders them, and what they mean."""
