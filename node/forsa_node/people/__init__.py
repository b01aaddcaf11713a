"""People of the association with a key of their own: what two of them sign, one cannot."""
