"""The home of an editor: what waits for them, and where something new begins."""
