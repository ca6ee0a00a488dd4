"""Who builds what where, and who holds which post."""
