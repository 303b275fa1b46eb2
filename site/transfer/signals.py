"""What other parts of the site may wait for."""

from django.dispatch import Signal

# Sent with `site` after a centre's folder has been loaded, in the same transaction: a receiver that fails undoes it.
centre_loaded = Signal()
