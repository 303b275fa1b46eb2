"""What the wing tells others: that something happened at the door."""

from django.dispatch import Signal

# With `request`, `site` (or None), `kind` and `times`, once the log holds it; the sender is the AccessAttempt class.
attempt_recorded = Signal()
