"""What a public installation runs with; stops at once when a secret is missing."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403 -- settings modules are layers
from .base import SECRET_KEY
from .environment import BASE_DIR, VAR_DIR

if not SECRET_KEY:
    raise ImproperlyConfigured(
        f"SECRET_KEY is not set. Put a long random text in the environment or in {BASE_DIR / '.env'}, for example: "
        "SECRET_KEY=$(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')"
    )

VAR_DIR.mkdir(parents=True, exist_ok=True)
