"""What keeps published pages true: owners, reviews, links that still lead somewhere, reports."""
