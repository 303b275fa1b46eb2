"""What the blocks share: where their templates are, and what a rich text may hold."""

TEMPLATES = "components/streamfield"
INLINE_FEATURES = ["bold", "italic", "link", "document-link"]
TEXT_FEATURES = ["h3", "h4", *INLINE_FEATURES, "ol", "ul"]
