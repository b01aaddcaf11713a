"""The meaning of the log: a pure, total fold from entries to who may do what."""
