"""What each kind asks for beyond the registry, and what it does to the state: one function a kind."""
