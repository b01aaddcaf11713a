"""Practice reports and curricula to start from: read them with `importlib.resources`."""
