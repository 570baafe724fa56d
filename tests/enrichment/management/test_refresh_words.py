"""What `refresh` shows, asks and says, and that it does nothing else before it is told to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from enrichment.management.commands import refresh as command
from enrichment.phases.earlier import ImportReport, Refusal
from enrichment.phases.results import FILL, LOCKED, REFUSED, REPLACE, Change, RefreshReport
from tests.enrichment.management.shell import Shell

pytestmark = pytest.mark.django_db(transaction=True)
Terminal = Callable[..., None]


@pytest.fixture
def applied(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether values were written, call by call; one value is there to fill."""
    calls: list[bool] = []

    def refresh(trigger: str, *, apply: bool, on_change: Callable[[Change], None] | None = None) -> RefreshReport:
        calls.append(apply)
        if on_change:
            on_change(Change("descriptions", "Moon Safari", FILL))
        return RefreshReport(filled=1, locked=2, refused=3, run_id=9 if apply else None)

    monkeypatch.setattr(command, "refresh", refresh)
    return calls


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Somebody sits there and answers."""

    def sit_down(answer: str | type[BaseException]) -> None:
        def reply(question: str) -> str:
            if isinstance(answer, str):
                return answer
            raise answer

        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        monkeypatch.setattr("builtins.input", reply)

    return sit_down


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (Change("descriptions", "Moon Safari", FILL), "descriptions: Moon Safari: to fill"),
        (Change("artist_images", "AIR", REPLACE), "artist images: AIR: to replace"),
        (Change("descriptions", "Post", LOCKED), "descriptions: Post: locked, left alone"),
        (
            Change("descriptions", "Go\x1b[2J", REFUSED, "too_short: 40 words"),
            "Go[2J: refused · The text is too short.",
        ),
        (
            Change("descriptions", "Go", REFUSED, "too_short: 40 words\ncut: and"),
            "refused · The text is too short. The text breaks off.",
        ),
    ],
    ids=["to fill", "to replace", "locked", "refused", "refused twice over"],
)
def test_each_change_is_one_line_with_its_reasons(change: Change, line: str) -> None:
    assert command.change_line(change).endswith(line)


def test_a_look_writes_nothing_and_says_how_to_go_on(shell: Shell, applied: list[bool]) -> None:
    done = shell("refresh")
    assert (done.status, applied) == (0, [False])
    assert done.out.splitlines() == [
        "descriptions: Moon Safari: to fill",
        "1 to fill, 0 to replace, 2 locked, 3 refused.",
        "Nothing was changed: repeat it with --yes to do this.",
    ]


@pytest.mark.parametrize(("words", "calls"), [(["--yes"], [False, True]), (["--yes", "--dry-run"], [False])])
def test_only_a_yes_writes_and_a_dry_run_never(
    shell: Shell, applied: list[bool], words: list[str], calls: list[bool]
) -> None:
    done = shell("refresh", *words)
    assert (done.status, applied) == (0, calls)
    assert ("1 filled, 0 replaced, 2 locked, 3 refused." in done.out) is (True in calls)
    assert ("Recorded as run 9." in done.out) is (True in calls)


@pytest.mark.parametrize(
    ("answer", "writes"),
    [("y", True), ("YES", True), (" o ", True), ("oui", True), ("", False), ("n", False), ("yep", False)],
)
def test_a_person_is_asked_once_and_an_empty_answer_is_a_no(
    shell: Shell, applied: list[bool], terminal: Terminal, answer: str, writes: bool
) -> None:
    terminal(answer)
    assert shell("refresh").status == 0
    assert applied == [False, *([True] if writes else [])]


def test_who_presses_ctrl_c_at_the_question_has_changed_nothing(
    shell: Shell, applied: list[bool], terminal: Terminal
) -> None:
    terminal(KeyboardInterrupt)
    done = shell("refresh")
    assert (done.status, applied) == (130, [False])
    assert done.err.strip() == "Interrupted."


def test_where_nothing_would_change_nobody_is_asked(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, terminal: Terminal
) -> None:
    terminal(EOFError)
    monkeypatch.setattr(command, "refresh", lambda trigger, **options: RefreshReport(locked=4))
    done = shell("refresh", "--yes")
    assert (done.status, done.out) == (0, "0 to fill, 0 to replace, 4 locked, 0 refused.\n")


@pytest.fixture
def imported(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What an import was told; it took two texts and refused three."""
    told: dict[str, Any] = {}

    def take_over(folder: Path, trigger: str, *, apply: bool) -> ImportReport:
        told.update(folder=folder, apply=apply)
        refusals = [
            Refusal("Ten\x1b[1m", "too_short", "too_short: 40 words\ncut: and\ncut: or"),
            Refusal("Vs.", "cut"),
            Refusal("Jazz", "too_short", "too_short: 3 words"),
        ]
        return ImportReport(texts=2, photos=1, kept=5, refusals=refusals, run_id=4 if apply else None)

    monkeypatch.setattr(command, "import_earlier", take_over)
    return told


def test_refused_texts_are_grouped_by_their_first_reason_with_what_else_is_wrong(
    shell: Shell, imported: dict[str, Any]
) -> None:
    assert shell("refresh", "--import", "old").out.splitlines() == [
        "1 × The text breaks off.",
        "    Vs.",
        "2 × The text is too short.",
        "    Ten[1m · The text breaks off.",
        "    Jazz",
        "2 texts taken over, 1 photos to review, 5 not needed, 3 refused.",
        "Recorded as run 4.",
    ]
    assert imported == {"folder": Path("old"), "apply": True}


def test_an_import_can_be_tried_first(shell: Shell, imported: dict[str, Any]) -> None:
    done = shell("refresh", "--import", "old", "--dry-run")
    assert imported["apply"] is False
    assert "Recorded" not in done.out
