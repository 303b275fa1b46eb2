"""What staff see: the board of a centre, the log of attempts, the sheet for the national page."""
