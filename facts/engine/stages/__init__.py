"""How far projects have come."""
