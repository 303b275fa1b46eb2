"""Who tests what several processes do at once needs a database that is no transaction of one of them."""

from tests.copies.conftest import demo, double

__all__ = ["demo", "double"]
