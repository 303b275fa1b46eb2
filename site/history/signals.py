"""What the history tells the other wings."""

from django.dispatch import Signal

words_removed = Signal()
"""Words were removed for good, for a reason that the law gives. Sent after the commit, outside a transaction: whoever
keeps copies of what pages said lets go of them."""
