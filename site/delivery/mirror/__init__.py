"""A copy of the public sites as plain files: to read offline, to keep, to serve when the origin is lost."""
