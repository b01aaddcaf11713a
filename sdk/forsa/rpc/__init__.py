"""The edge: what crosses the network, and what is believed of whoever is at the other end."""
