"""What editors do in a day, walked in a real browser; the guide's pictures are made on the way."""
