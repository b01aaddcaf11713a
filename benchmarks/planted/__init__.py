"""The attack on the text scan: identifiers planted in reports, and clean pages beside them."""
