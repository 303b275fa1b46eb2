"""What can go wrong with a copy, said to whoever runs the command."""


class MirrorError(Exception):
    """No copy was made, or a folder is no copy; the message says why."""
