"""What each kind asks for beyond the registry, and does to the state: one function a kind."""
