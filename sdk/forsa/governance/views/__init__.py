"""What people see of governance: pure functions beside the fold, never inside it."""
