"""What leaves the network in formats of others: pure, values in, text or bytes out."""
