"""What the wing tells others, who know who works where and what is logged."""

from django.dispatch import Signal

# With `request`, `invitation` and, once there is one, `user`; the sender is the Invitation class.
invited = Signal()
invitation_accepted = Signal()
invitation_withdrawn = Signal()
# With `request` and `user`: an answer with a passkey was wrong, or one with a code came after too many.
# A wrong code has allauth's own signal.
factor_failed = Signal()
# With `request` (None outside of one), `user` and `number`: whose sessions, and how many of them were open.
sessions_ended = Signal()
