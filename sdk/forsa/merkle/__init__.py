"""RFC 6962 Merkle trees: hashing, the right edge of a growing log, and proofs."""
