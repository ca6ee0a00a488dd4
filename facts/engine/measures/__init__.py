"""What every number says: clauses, nouns, comparisons, lists."""
