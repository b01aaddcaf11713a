"""A member's side of a hub: who one is, how to call it, and what its answers prove."""
