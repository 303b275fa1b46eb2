"""A second pair of eyes: in the bulletin nobody publishes what only they have seen."""
