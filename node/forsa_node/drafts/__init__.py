"""From what somebody writes to what the association signs: drafts, checks, the second person."""
