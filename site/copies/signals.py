"""What the wing tells others: that there is a copy, and that one was put back and compared."""

from django.dispatch import Signal

# With `at`, the moment as of which everything is in the copy.
copy_made = Signal()
copy_proved = Signal()
