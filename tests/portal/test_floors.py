"""Below which versions no dependency may fall, and what has to stay out: no audit without its advisories can say so.

A floor is raised with the lock file, as soon as a fix comes that matters here; going back below one is a mistake that
a solver makes without a word.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, reverse
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(settings.BASE_DIR)
# Package, lowest version, what of strangers or of others' rights it handles.
FLOORS = [
    ("wagtail", "7.4.3", "holds this year's fixes, most of which were editors who got past permissions"),
    ("django", "5.2.19", "every request; each release of the 5.2 line brings the fixes of its month"),
    ("django-allauth", "65.22.0", "passwords, codes, passkeys and the limits on guessing them"),
    ("django-csp", "4.0", "the content policy; 4.0 has the settings that are used here"),
    ("granian", "2.8.0", "reads what comes from the network, before anything else does"),
    ("cryptography", "46.0.0", "seals secrets of second factors and signs the journal's checkpoints"),
    ("fido2", "2.0.0", "takes passkeys apart"),
    ("pillow", "12.0.0", "opens every picture that somebody uploads"),
    ("pypdf", "7.1.0", "reads every PDF that somebody uploads"),
    ("mammoth", "1.13.0", "reads every document of Word that somebody uploads"),
    ("defusedxml", "0.7.1", "refuses entities in XML that comes from outside"),
    ("nh3", "0.3.8", "leaves no script in imported text"),
    ("markdown-it-py", "4.0.0", "turns texts of centres' folders into HTML"),
    ("psycopg", "3.3.0", "quotes what goes to PostgreSQL"),
    ("whitenoise", "6.12.0", "serves files by names that strangers send"),
]
# Parts of Wagtail and Django whose faults of this kind nobody here needs to have.
LEFT_OUT = [
    "django.contrib.admin",
    "wagtail.api.v2",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
]


def locked() -> dict[str, dict[str, Any]]:
    """What is installed, by name."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return {package["name"]: package for package in packages}


@pytest.mark.parametrize(("name", "floor", "reason"), FLOORS, ids=[name for name, *_ in FLOORS])
def test_nothing_is_installed_below_its_floor(name: str, floor: str, reason: str):
    assert Version(locked()[name]["version"]) >= Version(floor), reason


def test_whatever_is_asked_for_to_run_the_site_and_meets_strangers_has_a_floor():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {Requirement(line).name for line in project["dependencies"]}
    # These meet settings, models, words of a dictionary and the terminal.
    inner = {"django-environ", "django-modelcluster", "mdit-py-plugins", "morfeusz2", "rapidfuzz", "tqdm"}
    assert asked - inner <= {name for name, *_ in FLOORS}


def test_everything_comes_from_one_place_with_digests():
    packages = [package for name, package in locked().items() if name != "jawny-osrodek"]
    assert {package["source"]["registry"] for package in packages} == {"https://pypi.org/simple"}
    files = [file for package in packages for file in [package.get("sdist"), *package.get("wheels", [])] if file]
    assert files
    assert all(file["hash"].startswith("sha256:") for file in files)


def test_the_supported_lines_are_those_with_long_support():
    versions = {name: Version(locked()[name]["version"]).release[:2] for name in ("django", "wagtail")}
    assert versions == {"django": (5, 2), "wagtail": (7, 4)}


def test_what_nobody_needs_is_left_out():
    assert not set(LEFT_OUT) & set(settings.INSTALLED_APPS)
    assert "svg" not in settings.WAGTAILIMAGES_EXTENSIONS
    with pytest.raises(NoReverseMatch):  # renditions of any size for whoever asks
        reverse("wagtailimages_serve", args=("x", 1, "original"))
