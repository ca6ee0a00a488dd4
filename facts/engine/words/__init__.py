"""Words, units and names of the tables and the registry, and where they stand in a text."""
