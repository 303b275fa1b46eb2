"""Copies of the whole installation: made under load, kept for a while, put back, and proved to be good."""
