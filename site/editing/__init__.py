"""What editors are given: a second pair of eyes, a bin, imports, previews to share, a home and a guide."""
