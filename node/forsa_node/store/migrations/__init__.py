"""Migrations of the member's tables, oldest first; one is never edited once it is merged."""
