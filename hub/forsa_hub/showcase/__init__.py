"""What anybody may read over HTTP: the public records, in formats of others."""
