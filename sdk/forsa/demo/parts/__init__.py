"""What the demo shows, one part a file."""
