"""Migrations, oldest first; one is never edited once it is merged."""
