"""Whose a figure is and of when."""
