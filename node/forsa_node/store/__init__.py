"""The node's two databases: what must survive anything, and what can be fetched again."""
