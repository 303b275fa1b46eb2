"""A Word document becomes the draft of a page."""
