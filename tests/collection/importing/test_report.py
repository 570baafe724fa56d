"""What a person is told of an import: how many of each, what was left out, in both languages."""

from dataclasses import replace

import pytest
from django.utils import translation

from collection.importing import Change, ImportReport, Lost, Refusal
from collection.importing.records import LostKind
from collection.importing.report import remarks, summary
from tests.collection.importing.records import MOON_SAFARI, bare


def in_french(report: ImportReport) -> list[str]:
    """The remarks as a French reader sees them, every blank a plain one."""
    with translation.override("fr"):
        return [" ".join(remark.split()) for remark in remarks(report)]


def report_of(*changes: Change, refused: int = 0) -> ImportReport:
    report = ImportReport()
    for change in changes:
        report.count(MOON_SAFARI, change)
    for number in range(refused):
        report.refuse(Refusal(f"row {number}", "", "it has no title."))
    return report


def with_lost(*values: tuple[LostKind, str]) -> ImportReport:
    report = ImportReport()
    report.count(replace(MOON_SAFARI, lost=tuple(Lost(*one) for one in values)), Change.CREATED)
    return report


@pytest.mark.parametrize(
    ("changes", "english", "french"),
    [
        ([], "0 albums read: 0 added, 0 updated, 0 unchanged, 2 refused.", "0 album lu"),
        ([Change.CREATED], "1 album read: 1 added, 0 updated, 0 unchanged, 2 refused.", "1 album lu"),
        (
            [Change.CREATED, Change.UPDATED, Change.UPDATED, Change.UNCHANGED, Change.UNCHANGED, Change.UNCHANGED],
            "6 albums read: 1 added, 2 updated, 3 unchanged, 2 refused.",
            "6 albums lus",
        ),
        ([Change.LEFT_OUT], "0 albums read: 0 added, 0 updated, 0 unchanged, 2 refused.", "0 album lu"),
    ],
    ids=["nothing", "one", "of each kind", "left out is not read"],
)
def test_every_album_is_counted_once_as_what_became_of_it(changes: list[Change], english: str, french: str) -> None:
    report = report_of(*changes, refused=2)
    assert summary(report) == english
    with translation.override("fr"):
        assert summary(report).startswith(french)


@pytest.mark.parametrize(
    ("kind", "times", "english", "french"),
    [
        (
            LostKind.DATE,
            1,
            "1 date could not be read, such as “soon”.",
            "1 date n’a pas pu être lue, par exemple « soon ».",
        ),
        (
            LostKind.DATE,
            2,
            "2 dates could not be read, such as “soon”.",
            "2 dates n’ont pas pu être lues, par exemple « soon ».",
        ),
        (
            LostKind.YEAR,
            1,
            "1 year could not be read, such as “soon”.",
            "1 année n’a pas pu être lue, par exemple « soon ».",
        ),
        (
            LostKind.YEAR,
            3,
            "3 years could not be read, such as “soon”.",
            "3 années n’ont pas pu être lues, par exemple « soon ».",
        ),
        (
            LostKind.CATALOG_NUMBER,
            1,
            "1 catalogue number was left out: a spreadsheet had rounded it, such as “soon”.",
            "1 numéro de catalogue a été omis : un tableur l’avait arrondi, par exemple « soon ».",
        ),
        (
            LostKind.CATALOG_NUMBER,
            2,
            "2 catalogue numbers were left out: a spreadsheet had rounded them, such as “soon”.",
            "2 numéros de catalogue ont été omis : un tableur les avait arrondis, par exemple « soon ».",
        ),
    ],
)
def test_what_could_not_be_read_is_counted_and_shown_by_its_first_example(
    kind: LostKind, times: int, english: str, french: str
) -> None:
    report = with_lost((kind, "soon"), *[(kind, "later")] * (times - 1))
    assert remarks(report) == [english]
    assert in_french(report) == [french]


def test_what_was_lost_of_several_albums_is_counted_together() -> None:
    report = with_lost((LostKind.DATE, "first"))
    report.count(bare("Talkie Walkie", "AIR", lost=(Lost(LostKind.DATE, "second"),)), Change.UNCHANGED)
    assert remarks(report) == ["2 dates could not be read, such as “first”."]


def test_an_endless_value_is_shown_by_its_beginning() -> None:
    assert remarks(with_lost((LostKind.YEAR, "x" * 61))) == [f"1 year could not be read, such as “{'x' * 60}”."]


def test_each_kind_has_its_sentence_and_the_order_is_always_the_same() -> None:
    kinds = [LostKind.YEAR, LostKind.DATE, LostKind.CATALOG_NUMBER]
    said = remarks(with_lost(*((kind, "x") for kind in kinds)))
    assert said == remarks(with_lost(*((kind, "x") for kind in reversed(kinds))))
    assert [sentence.split()[1] for sentence in said] == ["catalogue", "date", "year"]


@pytest.mark.parametrize(
    ("albums", "english", "french"),
    [
        (
            1,
            "1 album lies in a folder that is left out, and was not brought in.",
            "1 album se trouve dans un dossier laissé de côté et n’a pas été repris.",
        ),
        (
            2,
            "2 albums lie in folders that are left out, and were not brought in.",
            "2 albums se trouvent dans des dossiers laissés de côté et n’ont pas été repris.",
        ),
    ],
)
def test_what_lies_in_a_folder_that_is_left_out_is_told(albums: int, english: str, french: str) -> None:
    report = report_of(*[Change.LEFT_OUT] * albums)
    assert remarks(report) == [english]
    assert in_french(report) == [french]


@pytest.mark.parametrize(
    ("refused", "english", "french"),
    [
        (2, [], []),
        (3, ["1 more row was refused."], ["1 autre ligne a été refusée."]),
        (5, ["3 more rows were refused."], ["3 autres lignes ont été refusées."]),
    ],
)
def test_refusals_beyond_those_that_are_named_are_counted(
    monkeypatch: pytest.MonkeyPatch, refused: int, english: list[str], french: list[str]
) -> None:
    monkeypatch.setattr("collection.importing.report.MOST_REFUSALS_KEPT", 2)
    report = report_of(refused=refused)
    assert (len(report.refusals), report.refused, remarks(report)) == (2, refused, english)
    assert in_french(report) == french


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (Refusal("row 2", "Moon Safari", "it has no artist."), "row 2 “Moon Safari”: it has no artist."),
        (Refusal("row 2", "", "it has no artist."), "row 2: it has no artist."),
        (Refusal("", "Moon Safari", "it has no artist."), "“Moon Safari”: it has no artist."),
        (Refusal("row 2", "x" * 80, "it is odd."), f"row 2 “{'x' * 80}”: it is odd."),
        (Refusal("row 2", "x" * 81, "it is odd."), f"row 2 “{'x' * 79}…”: it is odd."),
    ],
    ids=["both", "no title", "no place", "a long title", "one sign too long"],
)
def test_a_refusal_says_where_what_and_why(refusal: Refusal, words: str) -> None:
    assert str(refusal) == words
