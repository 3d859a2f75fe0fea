"""States, roles, policy and independence: pure functions over plain values."""
