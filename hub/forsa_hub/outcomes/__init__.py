"""Outcome records at the hub: what is asked of them before they are logged, and what is kept."""
