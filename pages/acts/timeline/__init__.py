"""The life of an act as a picture and as a list, both from the same events."""
