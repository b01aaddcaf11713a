"""What an association does in the governance of its network: it looks, and it signs records."""
