"""What the wing asks others, and what it tells them."""

from django.dispatch import Signal

facts_wanted = Signal()
"""Which facts, beside rows and files, show that a restored copy is the same? A receiver gives a dictionary of texts,
read from the database alone: it is asked in the very state that is copied, and again after that was put back."""

# With `at`, the moment as of which everything is in the copy.
copy_made = Signal()
copy_proved = Signal()
"""One was put back somewhere else and compared."""

put_back = Signal()
"""The installation is as of an earlier day: who keeps something outside of the database and the files forgets it. Who
can't, raises: whoever restores is told, and every other receiver is asked all the same."""
