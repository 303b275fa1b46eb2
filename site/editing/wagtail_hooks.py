"""Where Wagtail asks; each part registers its own."""

from editing.approval import hooks as approval_hooks  # noqa: F401 -- registered by being imported
from editing.guide import hooks as guide_hooks  # noqa: F401 -- registered by being imported
from editing.home import hooks as home_hooks  # noqa: F401 -- registered by being imported
from editing.importing import hooks as importing_hooks  # noqa: F401 -- registered by being imported
from editing.leaving import hooks as leaving_hooks  # noqa: F401 -- registered by being imported
from editing.previews import hooks as preview_hooks  # noqa: F401 -- registered by being imported
