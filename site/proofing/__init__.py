"""What is looked for in a text before it is published: rules as plug-ins over a reading of a page."""
