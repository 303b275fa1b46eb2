"""Drafts shown to people without an account, by a link that expires."""
