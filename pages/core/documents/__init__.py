"""Files that a centre publishes: what is refused, what is said of the rest, and where it is told."""
