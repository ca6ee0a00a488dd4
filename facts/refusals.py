"""How a service says no."""


class CurationError(Exception):
    """A decision that cannot be taken; the message is for the editor."""
