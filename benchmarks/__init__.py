"""Measurements: each module prints a table, beside a reference measured in the same run."""
