"""What the program never does, whoever writes it next: looked for in its text."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CODE = [
    path for wing in ("site", "pages", "news") for path in (ROOT / wing).rglob("*.py") if "migrations" not in path.parts
]
# Calls that run what they are given, or take apart what only we should have put together.
FORBIDDEN = {
    *("eval", "exec", "compile", "os.system", "os.popen", "pickle.load", "pickle.loads", "marshal.loads"),
    *("yaml.load", "tempfile.mktemp", "hashlib.md5", "random.choice", "random.random", "random.randint"),
}
# The programs that are started, each with arguments of our own and never by a shell.
STARTING = {"site/search/files/reading.py", "site/copies/databases.py", "site/copies/drill.py"}
SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|postMessage|\.cookie\b"
)
# Of what may stay in a browser: nothing of what somebody wrote.
STORES = re.compile(r"localStorage|sessionStorage|indexedDB")


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every call: in which file, by what name."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield str(path.relative_to(ROOT)), ast.unparse(node.func), node


def test_there_is_something_to_look_at():
    assert len(CODE) > 200


def test_nothing_runs_what_it_is_given():
    assert not [(path, name) for path, name, _call in calls() if name in FORBIDDEN]


def test_no_program_is_started_by_a_shell():
    started = {(path, name, call) for path, name, call in calls() if name.startswith("subprocess.")}
    assert {path for path, _name, _call in started} <= STARTING
    assert not [path for path, _name, call in started for word in call.keywords if word.arg == "shell"]


def test_sha1_tells_equal_files_and_vouches_for_nothing():
    for path, name, call in calls():
        if name in {"hashlib.sha1", "hashlib.new"}:
            words = {word.arg: ast.unparse(word.value) for word in call.keywords}
            assert words.get("usedforsecurity") == "False", path


def test_scripts_put_text_where_markup_would_run_into_no_page():
    for path in (ROOT / "static" / "js").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not SINKS.findall(text), path.name
        assert not STORES.findall(text), path.name


def test_no_template_is_made_of_what_somebody_typed():
    assert not [(path, name) for path, name, _call in calls() if name in {"Template", "engines", "Engine"}]
    assert not [path for path, name, _call in calls() if name.endswith(".from_string")]


def test_no_sentence_is_built_by_what_somebody_typed():
    """`format` reaches into the objects that it is given: its pattern is always one of ours."""
    patterns = [(path, call.func.value) for path, name, call in calls() if name.endswith(".format") and _of_text(call)]
    assert not [(path, ast.unparse(value)) for path, value in patterns if not _is_ours(value)]


def _of_text(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) not in {"formatter", "self", "super()"}


def _is_ours(value: ast.expr) -> bool:
    """A text that stands there, or a name in capitals for one."""
    return isinstance(value, ast.Constant) or (isinstance(value, ast.Name) and value.id.isupper())


def test_no_server_answers_websockets():
    assert not (ROOT / "site" / "portal" / "asgi.py").exists()
    assert "--no-ws" in (ROOT / "site/portal/management/commands/run_demo.py").read_text(encoding="utf-8")


def test_no_secret_is_written_into_the_settings():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "site/portal/settings").glob("[bp]*.py"))
    secrets = re.findall(r"^\s*(\w*(?:SECRET|PASSWORD|TOKEN|API_KEY)\w*)\s*=\s*[\"'](.+?)[\"']", text, re.MULTILINE)
    classes = {"ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR", "SECOND_FACTOR"}
    assert not [name for name, _value in secrets if name not in classes]
