"""What people read: plain words for every reason, French and Arabic first."""
