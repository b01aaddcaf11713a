"""Attachments at the node: what the member commits to, what it fetches, and when."""
