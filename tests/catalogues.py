"""The translations, kept in step with the sources: `uv run python -m tests.catalogues` refreshes and compiles them.

Needs no GNU gettext. New texts are left empty for a person to fill, those that are gone are dropped; English is the
source and is filled with itself. Run it again after translating.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
APPS = ("aime_site", "collection", "enrichment")
LANGUAGES = {"en": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}
_CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
_LITERAL = r"""u?('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_IN_TEMPLATE = re.compile(rf"\b(?:n?gettext|_)\({_LITERAL}(?:, {_LITERAL})?")


class Text(NamedTuple):
    singular: str
    plural: str = ""


@cache
def texts_of(app: str) -> dict[str, tuple[Text, list[str]]]:
    """Every text of an app that is shown to people, by its singular, with the files that use it."""
    found: dict[str, tuple[Text, list[str]]] = {}
    for path in sorted((ROOT / app).rglob("*")):
        source = path.relative_to(ROOT).as_posix()
        for text in _texts_in(path):
            known, sources = found.get(text.singular, (text, []))
            found[text.singular] = (known if known.plural else text, [*dict.fromkeys([*sources, source])])
    return found


def _texts_in(path: Path) -> Iterator[Text]:
    if path.suffix == ".py":
        return _in_python(path.read_text(encoding="utf-8"))
    return _in_template(path.read_text(encoding="utf-8")) if path.suffix in {".html", ".txt"} else iter(())


def _in_python(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
            yield Text(*(ast.literal_eval(argument) for argument in node.args[: _CALLS[node.func.id]]))


def _in_template(source: str) -> Iterator[Text]:
    for found in _IN_TEMPLATE.finditer(templatize(source)):
        yield Text(*(ast.literal_eval(literal) for literal in found.groups() if literal))


def path_of(app: str, language: str) -> Path:
    return ROOT / app / "locale" / language / "LC_MESSAGES" / "django.po"


def refreshed(app: str, language: str, before: polib.POFile) -> polib.POFile:
    after = polib.POFile(wrapwidth=119)
    after.metadata = {
        "Project-Id-Version": "AIME",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": LANGUAGES[language],
    }
    for text, sources in texts_of(app).values():
        after.append(_entry(text, sources, language, before.find(text.singular)))
    return after


def _entry(text: Text, sources: list[str], language: str, before: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.singular, occurrences=[(source, "") for source in sources])
    entry.flags = ["python-format"] if re.search(r"%[(sd%]", text.singular) else []
    own = language == "en"
    if text.plural:
        kept = before.msgstr_plural if before else {}
        entry.msgid_plural = text.plural
        entry.msgstr_plural = {n: each if own else kept.get(n, "") for n, each in enumerate(text)}
    else:
        entry.msgstr = text.singular if own else before.msgstr if before else ""
    return entry


def main() -> None:
    for app in APPS:
        for language in LANGUAGES:
            path = path_of(app, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            before = polib.pofile(str(path)) if path.exists() else polib.POFile()
            after = refreshed(app, language, before)
            after.save(str(path))
            after.save_as_mofile(str(path.with_suffix(".mo")))
            print(f"{path.relative_to(ROOT)}: {len(after)} texts, {len(after.untranslated_entries())} to translate")


if __name__ == "__main__":
    main()
