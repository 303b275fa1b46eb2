"""The verifier that readers download; nothing here is imported by the site."""
