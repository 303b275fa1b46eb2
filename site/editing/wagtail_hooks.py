"""Where Wagtail asks; each part registers its own."""

from editing.approval import hooks as approval_hooks  # noqa: F401 -- registered by being imported
from editing.leaving import hooks as leaving_hooks  # noqa: F401 -- registered by being imported
from editing.previews import hooks as preview_hooks  # noqa: F401
