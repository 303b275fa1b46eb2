"""What readers of the history see."""
