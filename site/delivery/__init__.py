"""Public pages kept as plain files, and answered before Django is asked."""
