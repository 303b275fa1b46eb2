"""E-mail of a request goes out when the request has succeeded, and keeps nobody else's writing waiting."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction


class AfterCommitBackend(BaseEmailBackend):
    """Hands messages to the backend of EMAIL_AFTER_COMMIT once the transaction is over; outside of one, at once.

    A publication that is refused announces nothing. A mail server that fails then is logged: what it was to tell of is
    done. Whoever writes outside of a transaction learns what the mail server says, and how many letters it took.
    """

    def __init__(self, fail_silently: bool = False, **options: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self.options = options

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        messages = list(email_messages)

        def send() -> int:
            backend = get_connection(settings.EMAIL_AFTER_COMMIT, fail_silently=self.fail_silently, **self.options)
            return backend.send_messages(messages) or 0

        if not transaction.get_connection().in_atomic_block:
            return send()
        transaction.on_commit(send, robust=True)
        return len(messages)
