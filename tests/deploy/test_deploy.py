"""What stands in `site/deploy/` is true of the site: variables, commands, headers, folders."""

import configparser
import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.test import override_settings

from portal.jobs import job_called
from portal.media import PUBLIC_FOLDERS
from tests.conftest import KEDZIERZYN, reader

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "site" / "deploy"
GUIDE = (DEPLOY / "README.md").read_text(encoding="utf-8")
UNITS = sorted((DEPLOY / "systemd").iterdir())
BLOCKS = re.findall(r"^```sh\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
PASTED_WHOLE = [block for block in BLOCKS if block.startswith("(\n")]
FILES = [found for found in sorted(DEPLOY.rglob("*")) if found.is_file()]
SNIPPET = (DEPLOY / "nginx" / "snippets" / "jawny-osrodek.conf").read_text()
HEADERS = dict(
    re.findall(
        r'^add_header (\S+) "([^"]+)" always;$',
        (DEPLOY / "nginx" / "snippets" / "jawny-osrodek-headers.conf").read_text(),
        re.MULTILINE,
    )
)


def known_variables() -> set[str]:
    """The first column of the README's table."""
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Settings")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))


def sections(unit: Path) -> configparser.RawConfigParser:
    """A unit file; a name may stand in it several times, so the parser is no strict one."""
    parser = configparser.RawConfigParser(strict=False, interpolation=None, allow_no_value=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # names have capitals
    parser.read(unit, encoding="utf-8")
    return parser


def test_the_folder_is_no_package():
    assert not list(DEPLOY.rglob("*.py"))


def test_every_variable_that_the_guide_sets_or_names_is_one_of_the_site():
    set_there = set(re.findall(r"^([A-Z][A-Z_]+)=", GUIDE, re.MULTILINE))
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`", GUIDE))
    assert {"ALLOWED_HOSTS", "PAGES_DIR", "FILES_URL"} <= set_there | named
    assert set_there | named <= known_variables()


def test_every_variable_of_units_and_image_is_one_of_the_site():
    of_python = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "DJANGO_SETTINGS_MODULE"}
    of_uv = {"UV_LINK_MODE", "UV_COMPILE_BYTECODE", "UV_PYTHON_DOWNLOADS", "UV_SYSTEM_CERTS"}
    image = (DEPLOY / "Containerfile").read_text()
    said = set(re.findall(r"\b([A-Z][A-Z_]{3,})=", image))
    for unit in UNITS:
        said |= set(re.findall(r"^#?Environment=(\w+)=", unit.read_text(), re.MULTILINE))
    assert said <= known_variables() | of_python | of_uv


def test_every_variable_of_the_table_is_read_by_the_settings():
    base = "".join(path.read_text() for path in (ROOT / "site" / "portal" / "settings").glob("*.py"))
    assert {name for name in known_variables() if f'"{name}"' not in base} == set()


def test_every_command_that_is_named_exists():
    text = "".join(found.read_text(encoding="utf-8") for found in FILES)
    named = set(re.findall(r"manage\.py ([a-z_]+)", text)) | set(re.findall(r"^osrodek ([a-z_]+)", GUIDE, re.MULTILINE))
    named |= set(re.findall(r"`osrodek ([a-z_]+)", GUIDE))
    assert {"run_jobs", "renew_pages", "restore", "backup", "make_centre"} <= named
    assert named <= set(get_commands())


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_names_what_is_there(unit):
    parsed = sections(unit)
    assert parsed["Unit"]["Description"]
    if unit.suffix == ".timer":
        assert unit.with_suffix(".service").exists()
        assert parsed["Install"]["WantedBy"] == "timers.target"
        return
    program, _space, arguments = parsed["Service"]["ExecStart"].partition(" ")
    assert program == "/srv/jawny-osrodek/.venv/bin/python"
    assert arguments.startswith(("manage.py ", "-m portal.serve "))
    if arguments.startswith("-m portal.serve "):
        assert arguments.endswith(" portal.wsgi:application")
        assert parsed["Service"]["ExecReload"] == "/bin/kill -HUP $MAINPID"
    for name, value in {
        "User": "osrodek",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "PrivateTmp": "yes",
        "CapabilityBoundingSet": "",
    }.items():
        assert parsed["Service"][name] == value, name


def test_jobs_of_their_own_units_end_before_another_process_takes_them_over():
    found = {}
    for unit in UNITS:
        names = sections(unit)["Service"]["ExecStart"].partition("run_jobs ")[2] if unit.suffix == ".service" else ""
        for name in names.split():
            found[name] = time_of(unit)
            assert found[name] <= timedelta(hours=job_called(name).hours), unit.name
            assert len(names.split()) == 1, "one must not wait for the other"
            assert "/var/backups" not in unit.read_text(), "neither has to do with copies"
    assert found.keys() == {"publish_scheduled", "fill_pages"}
    [centres] = re.findall(r"^\| województwo: (\d+) ośrodków \|", GUIDE, re.MULTILINE)
    [minutes] = re.findall(r"^Wszystkie strony województwa zachowuje się od nowa (\d+) minut;", GUIDE, re.MULTILINE)
    [milliseconds] = re.findall(r"ośrodki × strony × (\d+) ms", GUIDE)
    [pages] = re.findall(r"^\| gmina: 1 ośrodek, (\d+) stron,", GUIDE, re.MULTILINE)
    needed = timedelta(milliseconds=int(centres) * int(pages) * int(milliseconds))
    assert needed == timedelta(minutes=int(minutes))
    assert 2 * needed <= found["fill_pages"]


def time_of(unit: Path) -> timedelta:
    """How long what a unit starts may take."""
    [[number, letter]] = re.findall(r"^(\d+)(h|min)$", sections(unit)["Service"]["TimeoutStartSec"])
    return int(number) * {"h": timedelta(hours=1), "min": timedelta(minutes=1)}[letter]


def test_the_guide_starts_every_timer():
    timers = {unit.stem.removeprefix("jawny-osrodek-") for unit in UNITS if unit.suffix == ".timer"}
    started = re.findall(r"(?:start|--now) jawny-osrodek(?:\.service)? jawny-osrodek-\{([a-z,]+)\}\.timer", GUIDE)
    assert len(started) == 4
    for names in started:
        assert {*names.split(","), "midnight"} == timers


def pasted(block: str, failing: int) -> list[str]:
    """What is called and said when a block is pasted and one of its commands fails, the first being 0; -1 for none."""
    names = set(re.findall(r"^([a-z]+)", block, re.MULTILINE)) - {"set", "if"}
    stand_ins = "".join(f'{name}() {{ step {name} "$@" || return; }}\n' for name in sorted(names))
    script = f"""
    n=0
    step() {{ [ "$2" = is-enabled ] && return; echo "$*"; n=$((n + 1)); [ $n -ne {failing + 1} ]; }}
    {stand_ins}
    {block}
    echo "the next prompt"
    """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize("block", PASTED_WHOLE, ids=["update", "back"])
def test_a_block_that_is_pasted_stops_where_it_fails_and_says_so(block: str) -> None:
    *commands, prompt = pasted(block, -1)
    assert "systemctl start jawny-osrodek-midnight.timer" in commands
    for number in range(len(commands)):
        *done, said, last = pasted(block, number)
        assert done == commands[: number + 1]
        assert said.startswith("ZATRZYMANE NA: ")
        assert last == prompt, "whoever pasted it is still signed in"


def test_the_guide_never_works_on_the_program_as_root():
    commands = [line for block in BLOCKS for line in block.splitlines()]
    of_the_account = [line for line in commands if re.search(r"\b(?:git|make|uv) [a-z]", line) and "apt " not in line]
    assert len(of_the_account) >= 8
    for line in of_the_account:
        assert re.search(r"sudo -u osrodek (?:git|make|\.uv/bin/uv) ", line), line


@pytest.mark.django_db
@override_settings(SECURE_HSTS_SECONDS=63_072_000)
def test_nginx_sends_with_a_kept_page_what_the_application_sends():
    answer = reader(KEDZIERZYN).get("/kontakt/", secure=True)
    assert answer.status_code == 200
    of_the_page = {"Content-Type", "Content-Length", "Vary", "Content-Encoding"}
    sent = {name: value for name, value in answer.headers.items() if name not in of_the_page}
    said = {**HEADERS, "X-Request-ID": sent.pop("X-Request-ID", "")}

    def directives(policy: str) -> set[str]:
        return {part.strip() for part in policy.split(";")}

    assert directives(said.pop("Content-Security-Policy")) == directives(sent.pop("Content-Security-Policy"))
    assert said.pop("X-Request-ID") or "$request_id" in SNIPPET
    assert said == sent


def test_the_store_gives_a_web_server_only_pages_with_those_headers():
    from delivery.entries import Facts

    headers = [("Content-Type", "text/html; charset=utf-8"), *HEADERS.items()]
    headers = [header for header in headers if header[0] != "X-Request-ID"]
    assert Facts("200 OK", headers, 0.0).is_plain
    for own in (("X-Robots-Tag", "noindex"), ("Link", "</>; rel=original"), ("Content-Language", "uk")):
        assert not Facts("200 OK", [*headers, own], 0.0).is_plain
    assert not Facts("200 OK", [("Content-Type", "text/csv"), *headers[1:]], 0.0).is_plain


def test_nginx_lets_readers_have_the_public_folders_of_uploads_only():
    folders = re.findall(r"location ~ \^/media/\(\?:([a-z_|]+)\)/", SNIPPET)
    assert [f"{name}/" for name in folders[0].split("|")] == list(PUBLIC_FOLDERS)
    assert not re.search(r"(alias|root) \S*(media|history|documents|jawny-osrodek/?;)", SNIPPET)


def test_nginx_overwrites_every_header_that_is_believed_behind_it():
    for line in (
        "X-Forwarded-Proto $scheme;",
        "X-Forwarded-For $proxy_add_x_forwarded_for;",
        "X-Request-ID $request_id;",
    ):
        assert f"proxy_set_header {line}" in SNIPPET


def test_nginx_takes_the_largest_file_that_editors_may_upload():
    editors = SNIPPET.partition("location /admin/ {")[2].partition("}")[0]
    limit = int(re.findall(r"client_max_body_size (\d+)m;", editors)[0]) * 1024 * 1024
    assert limit > max(settings.FILM_MAX_UPLOAD_SIZE, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
