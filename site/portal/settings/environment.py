"""Where settings come from, where the site writes, and under which addresses its files are."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[3]

env = environ.Env()
env.read_env(BASE_DIR / ".env")

# Everything the site writes while it runs: database, uploads, collected static files.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()

MEDIA_URL = "/media/"
STATIC_URL = "/static/"
