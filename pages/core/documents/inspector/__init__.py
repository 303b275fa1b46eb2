"""Looks into one file: a program of its own, which `pages.core.documents.checking` runs.

    python -m pages.core.documents.inspector KIND SECONDS BYTES_OF_MEMORY CHARACTERS ALLOWED < file > findings

What it reads was made by strangers. So it runs without the site: no settings, no database, no secret, nothing of this
project but this package, within limits that the operating system keeps. It writes JSON, an object a line, as it goes:
what is found (`codes`, `language`, `pages`), texts (`text`), and `done` as the last.
"""
