"""Attachments at the hub: where they lie, who may read them, when they go."""
