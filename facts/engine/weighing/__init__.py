"""How sure a fact is."""
