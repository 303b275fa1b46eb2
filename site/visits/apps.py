import atexit
from multiprocessing.util import Finalize

from django.apps import AppConfig
from django.core.signals import request_finished


class VisitsConfig(AppConfig):
    name = "visits"
    label = "visits"

    def ready(self) -> None:
        from visits.counting import write_at_exit, write_when_due

        request_finished.connect(write_when_due, dispatch_uid="visits")
        # The server's workers end by way of the second; whichever comes first leaves nothing for the other.
        atexit.register(write_at_exit)
        Finalize(None, write_at_exit, exitpriority=1)
