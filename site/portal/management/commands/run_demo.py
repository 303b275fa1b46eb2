"""Serve both demonstration centres as a public installation would be served."""

import errno
import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management import CommandError
from django.db import connections
from django.utils.translation import gettext as _

from portal.management.commands import load_demo


class Command(load_demo.Command):
    """`make run`: everything from an empty folder to a running server, and in seconds the second time."""

    help = _("Publishes both demonstration centres, unless there are centres already, and serves them.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help=_("port of this machine to listen on"))

    def handle(self, *args: Any, port: int, **options: Any) -> NoReturn:
        self.refuse_other_settings()
        refuse_busy_port(port)
        self.set_up(port)
        self.say(_("Ctrl+C stops the server. What was edited stays."))
        serve(port)


def refuse_busy_port(port: int) -> None:
    """Stop when somebody listens on the port; a browser may ask either of the machine's own two addresses."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                # As the server does: connections of a server that just stopped are no obstacle.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except OverflowError as error:
            raise CommandError(_("There is no port %(port)s; the highest is 65535.") % {"port": port}) from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                message = _("Port %(port)s is taken by another program. Choose another one: make run PORT=%(other)s")
                raise CommandError(message % {"port": port, "other": port + 1}) from error
            if error.errno == errno.EACCES:
                message = _("This account may not listen on port %(port)s. Choose one above 1023: make run PORT=8000")
                raise CommandError(message % {"port": port}) from error
            if family == socket.AF_INET:
                raise  # a machine without IPv6 is no fault, one without IPv4 is


def serve(port: int) -> NoReturn:
    """Become the server: signals and the exit status are then its own."""
    os.environ.setdefault("ADMIN_BASE_URL", f"http://localhost:{port}")
    # Its accounts are for looking around, with nothing to lose.
    os.environ.setdefault("SECOND_FACTOR", "off")
    options = {
        "interface": "wsgi",
        "host": "127.0.0.1",
        "port": port,
        "workers": 2,
        # Pages are made by Python, one thread at a time; a few more keep a slow reader or a long save from blocking.
        "blocking-threads": 4,
        "log-level": "warning",
    }
    arguments = [argument for name, value in options.items() for argument in (f"--{name}", str(value))]
    # A worker that dies is replaced; without the switch the server would go down with it.
    switches = ["--no-ws", "--respawn-failed-workers"]
    connections.close_all()
    os.execv(sys.executable, [sys.executable, "-m", "portal.serve", *switches, *arguments, "portal.wsgi:application"])  # noqa: S606 -- no shell is wanted
