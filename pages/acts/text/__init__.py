"""The text of an act: what it is made of, and how it is read from what people paste."""
