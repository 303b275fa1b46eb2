"""The guard of the translations has its eyes open."""

from pathlib import Path

import polib
import pytest

from tests import messages, other_messages
from tests.messages import Message, check, faults_of, python_messages, template_messages


def test_texts_of_a_module_are_found_under_any_name():
    source = """
from django.utils.translation import gettext_lazy as _, ngettext as many, pgettext
title = _("One " "sentence")
count = many("%(n)s page", "%(n)s pages", 3)
label = pgettext("act", "changes")
other("not ours")
"""
    assert list(python_messages(source)) == [
        Message(None, "One sentence", None),
        Message(None, "%(n)s page", "%(n)s pages"),
        Message("act", "changes", None),
    ]


def test_a_text_that_can_not_be_collected_is_an_error():
    with pytest.raises(ValueError, match="line 2: not a plain text between quotes"):
        list(python_messages('from django.utils.translation import gettext\ngettext("a" + name)'))


def test_texts_of_a_template_are_found_in_every_tag():
    source = """{% load i18n %}<p title="{% translate "Don't" %}">{% translate "x" context "act" %}</p>
{% include "a.html" with title=_("Menu") %}{% translate 'Say "no"' as word %}
{% blocktranslate count n=pages %}{{ n }} page{% plural %}{{ n }} pages{% endblocktranslate %}
{% blocktranslate trimmed with name=page.title %}
  About {{ name }}
  again
{% endblocktranslate %}"""
    assert set(template_messages(source)) == {
        Message(None, "Don't", None),
        Message("act", "x", None),
        Message(None, "Menu", None),
        Message(None, 'Say "no"', None),
        Message(None, "%(n)s page", "%(n)s pages"),
        Message(None, "About %(name)s again", None),
    }


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (polib.POEntry(msgid="Page", msgstr=""), "untranslated"),
        (polib.POEntry(msgid="Page", msgstr="Strona", flags=["fuzzy"]), "fuzzy"),
        (polib.POEntry(msgid="Port %(port)s", msgstr="Port"), "other placeholders than the original"),
        (polib.POEntry(msgid="Port %(port)s", msgstr="Port %(prot)s"), "other placeholders than the original"),
        (
            polib.POEntry(msgid="%(n)s page", msgid_plural="%(n)s pages", msgstr_plural={0: "strona", 1: "strony"}),
            "untranslated",
        ),
        (
            polib.POEntry(
                msgid="%(n)s page",
                msgid_plural="%(n)s pages",
                msgstr_plural={0: "%(n)s strona", 1: "%(n)s strony", 2: "stron"},
            ),
            "other placeholders than the original",
        ),
    ],
)
def test_a_bad_translation_is_named(entry, fault):
    assert list(faults_of(entry)) == [fault]


def test_good_translations_are_left_alone():
    plural = {0: "jedna strona", 1: "%(n)s strony", 2: "%(n)s stron"}
    assert not list(faults_of(polib.POEntry(msgid="Port %(port)s", msgstr="Port %(port)s")))
    assert not list(faults_of(polib.POEntry(msgid="%(n)s page", msgid_plural="%(n)s pages", msgstr_plural=plural)))


def test_missing_left_over_and_stale_entries_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(messages, "collect", lambda: {Message(None, "New", None): ["news/models.py"]})
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Old", msgstr="Stary"))
    catalogue.append(polib.POEntry(msgid="Filled", msgstr="Uzupełniony", tcomment="Also: a gap in Wagtail"))
    path = tmp_path / "django.po"
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    assert check(path) == ["missing: 'New' (news/models.py)", "left over: 'Old'"]
    catalogue[0].msgstr = "Dawny"
    catalogue.save(str(path))
    assert "django.mo was compiled from another catalogue" in check(path)


def test_collecting_keeps_translations_and_what_fills_gaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    kept, added = Message(None, "Kept", None), Message("act", "%(n)s page", "%(n)s pages")
    monkeypatch.setattr(messages, "collect", lambda: {kept: ["news/models.py"], added: ["pages/x.py"]})
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Kept", msgstr="Zachowany"))
    catalogue.append(polib.POEntry(msgid="Gone", msgstr="Zbędny"))
    catalogue.append(polib.POEntry(msgid="Filled", msgstr="Uzupełniony", tcomment="Also: a gap in Wagtail"))
    path = tmp_path / "django.po"
    catalogue.save(str(path))
    messages.write(path)
    entries = {entry.msgid: entry for entry in polib.pofile(str(path))}
    assert set(entries) == {"Kept", "%(n)s page", "Filled"}
    assert entries["Kept"].msgstr == "Zachowany"
    assert check(path) == ["untranslated: '%(n)s page'"]


@pytest.mark.parametrize("catalogue", other_messages.LIBRARIES, ids=lambda path: path.stem)
def test_our_wording_for_libraries_is_of_texts_that_they_have(catalogue: Path):
    assert not list(other_messages.library_faults(catalogue))


def test_wording_for_a_library_that_has_no_such_text_is_named(tmp_path: Path):
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="No library says %(what)s so", msgstr="Nikt tak nie mówi: %(who)s"))
    path = tmp_path / "django.po"
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    assert [fault.partition(":")[0] for fault in other_messages.library_faults(path)] == [
        "other placeholders than the original",
        "left over",
    ]
