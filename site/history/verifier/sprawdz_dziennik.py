"""Sprawdza dziennik zmian bez internetu: python3 sprawdz_dziennik.py FOLDER [--punkty PLIK]. Format: /bip/dziennik/.
FOLDER to rozpakowana paczka.zip, PLIK to punkty kontrolne zapisane wcześniej (punkty-kontrolne.jsonl z tamtego dnia).
Kod wyjścia: 0 – dziennik zgodny, 1 – naruszony, 2 – nie da się sprawdzić. Podpisów punktów nie sprawdza."""

# ruff: noqa: E401, E701, E704, I001, T201 -- one file of a hundred lines that speaks on the terminal
# mypy: ignore-errors
# fmt: off
import argparse, contextlib, functools, hashlib, json, pathlib, re, sys
HASH, KIND, TIME = "[0-9a-f]{64}", r"[a-z]+(-[1-9]\d*)?", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"
LINE = (rf'{{"at":"{TIME}","claims":{{("{KIND}":"{HASH}",?)*}},"event":"[a-z_]+","object":"[^"]*","prev":"{HASH}",'
        rf'"redacts":\[("{HASH}",?)*\],"seq":\d+,"version":\d+}}')
OPENED = rf'{{"commitment":"{HASH}","kind":"{KIND}","salt":"{HASH}","value":{{.*}}}}'
POINT = rf'{{"at":"{TIME}","origin":"[^"]*","root":"{HASH}","signature":"[^"]*","size":\d+}}'
WORDS = {"text": "treść", "file": "plik", "note": "opis zmian", "person": "osobę", "provenance": "metryczkę"}
SHOWS = {"publish": True, "unrestrict": True, "restrict": False, "unpublish": False, "expire": False, "delete": False}
def need(true, place, why, fault=ValueError):
    if not true: raise fault(f"{place}: {why}")
def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def canonical(value): return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
def say(text): print("".join(sign if sign.isprintable() else " " for sign in text))  # bez znaków sterujących
def some(n, one, few, many): return f"{n} {one if n == 1 else few if 1 < n % 10 < 5 and n % 100 // 10 != 1 else many}"

def rows(path, form, mine=False):  # miejsce, bajty, treść; plik czytelnika (mine) mógł przejść przez edytor tekstu
    for number, line in enumerate(filter(bytes.strip if mine else None, path.open("rb")), 1):
        row, exact, raw = None, False, line.replace(b"\xef\xbb\xbf", b"").strip() + b"\n" if mine else line
        with contextlib.suppress(ValueError, RecursionError):
            row = json.loads(raw, parse_float=int, parse_constant=int)  # int("1.5") to błąd: ułamków tu nie ma
            exact = canonical(row) + b"\n" == raw and re.fullmatch(form, raw[:-1].decode(), re.ASCII)
        need(exact, f"{path.name}, wiersz {number}", "zapis nie ma umówionej postaci", OSError if mine else ValueError)
        yield f"{path.name}, wiersz {number}", raw[:-1], row

def check_journal(path):  # korzenie drzewa (RFC 6962) po każdym wpisie, zobowiązania, redakcje, strony jawne
    prev, at, peaks, roots, claims, redacted, public, versions = "0" * 64, "", [], [sha().hex()], {}, {}, {}, {}
    for place, raw, line in rows(path, LINE):
        size, who, known = len(roots), line["object"], versions.get(line["object"], 0)
        need(line["seq"] == size, place, f"numer {line['seq']} zamiast {size}")
        need(line["prev"] == prev, place, "zły skrót poprzedniego wpisu: coś przed tym miejscem zmieniono")
        need(line["at"] >= at and line["version"] <= known + 1, place, "czas się cofa albo przeskakuje numer wersji")
        need(bool(line["redacts"]) == (line["event"] == "redact"), place, "redakcja nie mówi, co usuwa")
        for code in line["redacts"]:
            need(code in claims and claims[code][0]["object"] == who, place, "redakcja czegoś, czego przedtem nie było")
            redacted[code] = line
        for kind, code in line["claims"].items():
            need(code not in claims, place, "zobowiązanie się powtarza")
            claims[code] = line, kind
        prev, at, versions[who] = sha(b"\0", raw).hex(), line["at"], max(known, line["version"])
        public[who] = line["version"] > known if line["event"] == "drift" else SHOWS.get(line["event"], public.get(who))
        peaks.append(bytes.fromhex(prev))
        for _ in range((size & -size).bit_length() - 1):  # tyle pełnych poddrzew zamyka ten wpis
            peaks[-2:] = [sha(b"\1", *peaks[-2:])]
        roots.append(functools.reduce(lambda right, left: sha(b"\1", left, right), reversed(peaks)).hex())
    return roots, claims, redacted, public

def check_opened(folder, claims, redacted, public):  # każda treść zgodna z zobowiązaniem, załączniki co do bajtu
    opened, files = {}, set()
    for place, _, row in rows(folder / "ujawnienia.jsonl", OPENED):
        code, kind, value = row["commitment"], row["kind"], row["value"]
        proof = sha(b"jawny-osrodek/1/", kind.encode(), b"\0", bytes.fromhex(row["salt"]), canonical(value)).hex()
        need(code == proof and kind == claims.get(code, "??")[1], place, "treść niezgodna z dziennikiem")
        need(code not in redacted and code not in opened, place, "usunięto to według dziennika albo już raz ujawniono")
        opened[code] = value if kind == "basis" else {}
        files |= {str(value.get("sha256"))} if kind.startswith("file-") else set()
    stored = {path.name: sha(path.read_bytes()).hex() for path in folder.glob("pliki/*")}
    for name in stored.keys() | files:
        need(stored.get(name) == name in files, f"plik {name}", "zmieniony, brakujący albo nadmiarowy")
    public.update((claims[code][0]["object"], True) for code in opened)
    closed = [claim for code, claim in claims.items() if code not in opened and code not in redacted]
    for line, kind in closed:  # jawna strona ujawnia wszystko prócz dokumentów, które ukryto osobno
        need(kind.startswith("file-") or not public[line["object"]], f"wpis {line['seq']}", f"brakuje treści „{kind}”")
    for code, line in redacted.items():
        basis, what = opened.get(line["claims"].get("basis"), {}), WORDS.get(claims[code][1].split("-")[0], "dane")
        say(f"Anonimizacja, wpis {line['seq']}: z wpisu {claims[code][0]['seq']} usunięto {what}; podstawa prawna: "
            f"{basis.get('legal_basis', 'nie ujawniono')}; decyzja: {basis.get('decided_by', 'nie ujawniono')}.")
    forms = "treść treści treści", "plik pliki plików", "usunięta usunięte usuniętych", "ukryta ukryte ukrytych"
    counts = map(lambda found, form: some(len(found), *form.split()), (opened, stored, redacted, closed), forms)
    return ", ".join(counts) + " (bo ich strony lub pliki nie są dziś jawne: widać tylko skróty)" * bool(closed)

def check_points(path, roots, origin=None, size=-1):
    for place, _, point in rows(path, POINT, mine=origin is not None):
        origin, size = origin or point["origin"], point["size"]
        need(point["origin"] == origin, place, f"to punkt dziennika {point['origin']}, a nie {origin}", OSError)
        need(size < len(roots), place, f"punkt widział {size} wpisów, a jest {len(roots) - 1}: koniec dziennika ucięto")
        need(point["root"] == roots[size], place, f"wpisy 1–{size} zmieniono po tym punkcie kontrolnym")
    return origin or "", size

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="FOLDER", type=pathlib.Path)
    parser.add_argument("--punkty", metavar="PLIK", type=pathlib.Path)
    folder, saved = vars(parser.parse_args()).values()
    try:
        roots, *found = check_journal(folder / "dziennik.jsonl")
        summary, (origin, _) = check_opened(folder, *found), check_points(folder / "punkty-kontrolne.jsonl", roots)
        sure = check_points(saved, roots, origin)[1] if saved else 0
        need(sure >= 0, saved, "nie ma w nim żadnego punktu kontrolnego, więc nie ma z czym porównać", OSError)
        sizes = [some(size, "wpis", "wpisy", "wpisów") for size in (len(roots) - 1, sure)]
        say(f"ZGODNY: {sizes[0]}, {summary}. Zapisany punkt (--punkty) potwierdza {sizes[1]}.")
    except (OSError, ValueError) as fault:
        say(f"{'NARUSZONY' if isinstance(fault, ValueError) else 'NIE DA SIĘ SPRAWDZIĆ'}: {fault}.")
        sys.exit(1 if isinstance(fault, ValueError) else 2)
