"""As much of a search engine as the site speaks with: indexes under aliases, documents, and the questions it asks.

It answers over HTTP as OpenSearch and Elasticsearch do, and keeps what it was given until it is told otherwise.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

Document = dict[str, Any]


def score(query: dict[str, Any], document: Document) -> float:
    """How well a document answers; 0 if it doesn't."""
    kind, value = next(iter(query.items()))
    if kind == "prefix":
        ((name, beginning),) = value.items()
        return float(str(document.get(name, "")).startswith(beginning))
    if kind == "multi_match":
        fields = (field.split("^") for field in value["fields"])
        wanted = set(value["query"].split())
        return sum(float(weight) * len(wanted & set(document.get(name, "").split())) for name, weight in fields)
    must = [score(part, document) for part in value.get("must", [])]
    any_of = [score(part, document) for part in value.get("should", [])]
    kept = all(score(part, document) for part in value.get("filter", []))
    return sum(must) + sum(any_of) if kept and all(must) and (any(any_of) or not any_of) else 0.0


class Engine:
    """What the server holds, and the requests it got."""

    def __init__(self) -> None:
        self.indexes: dict[str, dict[str, Document]] = {}
        self.mappings: dict[str, dict[str, Any]] = {}
        self.aliases: dict[str, str] = {}
        self.asked: list[Any] = []
        self.forgets = True
        """Whether documents are deleted that are to be deleted."""

    def documents(self, name: str) -> dict[str, Document]:
        """Of an index, by its name or alias."""
        return self.indexes[self.aliases.get(name, name)]

    def answer(self, method: str, path: list[str], body: str) -> Any:
        """The answer as JSON; None for what isn't there."""
        match method, path:
            case "PUT", [index]:
                self.indexes[index], self.mappings[index] = {}, {}
            case "DELETE", [index]:
                return {} if self.indexes.pop(index, None) is not None else None
            case "PUT", [index, "_mapping"]:
                self.mappings[index] |= json.loads(body)["properties"]
            case "GET" | "HEAD", ["_alias", alias]:
                return {self.aliases[alias]: {}} if alias in self.aliases else None
            case "PUT", [index, "_alias" | "_aliases", alias]:
                self.aliases[alias] = index
            case "PUT" | "POST", [index, "_bulk"]:
                return self._bulk(index, [json.loads(line) for line in body.splitlines()])
            case "PUT" | "POST", [index, "_doc", number]:
                self.documents(index)[number] = json.loads(body)
            case "DELETE", [index, "_doc", number]:
                return {} if self.documents(index).pop(number, None) or not self.forgets else None
            case "POST" | "GET", [index, "_search"]:
                self.asked.append(json.loads(body))
                return self._search(index, self.asked[-1]["query"])
        return {}

    def _bulk(self, index: str, lines: list[Any]) -> Any:
        for action, document in zip(lines[::2], lines[1::2], strict=True):
            self.documents(index)[action["index"]["_id"]] = document
        return {"errors": False, "items": [{"index": {"_id": "", "status": 201}} for _ in lines[::2]]}

    def _search(self, index: str, query: dict[str, Any]) -> Any:
        hits = [(number, score(query, document)) for number, document in self.documents(index).items()]
        return {"hits": {"hits": [{"_id": number, "_score": points} for number, points in hits if points]}}


@contextmanager
def running() -> Iterator[tuple[Engine, str]]:
    """An engine and its address, for as long as the block takes."""
    engine = Engine()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _respond(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            path = [unquote(part) for part in urlsplit(self.path).path.strip("/").split("/")]
            found = engine.answer(self.command, path, body)
            content = b"" if self.command == "HEAD" else json.dumps({} if found is None else found).encode()
            self.send_response(404 if found is None else 200)
            for name, value in {
                "Content-Type": "application/json",
                "X-Elastic-Product": "Elasticsearch",
                "Content-Length": str(len(content)),
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _respond  # noqa: N815 -- the names of the base class

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield engine, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
