"""Comparing two versions of an article: blocks, words, moves, and what changed beside the words.

Nothing here but `wording` and `view` knows Django; nothing here reads a database or a clock.
"""
