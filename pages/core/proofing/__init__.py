"""Publishing rules for pages: a page as the rules read it, what they refuse, what its form and its side panel say."""
