"""What became of a file: counts, and the rows that could not be read, each with its reason."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collection.importing.drafts import Change
from collection.importing.records import MOST_REFUSALS_KEPT, LostKind, Refusal, ReleaseRecord

_SHOWN = 60


@dataclass(slots=True)
class ImportReport:
    """Every record is counted once. Of the refusals the first `MOST_REFUSALS_KEPT` are kept, all are counted."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    lost: dict[LostKind, int] = field(default_factory=dict)
    examples: dict[LostKind, str] = field(default_factory=dict)

    @property
    def read(self) -> int:
        return self.created + self.updated + self.unchanged

    @property
    def not_named(self) -> int:
        """How many refusals were counted and not kept."""
        return self.refused - len(self.refusals)

    def count(self, record: ReleaseRecord, change: Change) -> None:
        setattr(self, change, getattr(self, change) + 1)
        for one in record.lost:
            self.lost[one.kind] = self.lost.get(one.kind, 0) + 1
            self.examples.setdefault(one.kind, one.value[:_SHOWN])

    def refuse(self, refusal: Refusal) -> None:
        self.refused += 1
        if len(self.refusals) < MOST_REFUSALS_KEPT:
            self.refusals.append(refusal)


def summary(report: ImportReport) -> str:
    albums = ngettext("%(count)d album read", "%(count)d albums read", report.read) % {"count": report.read}
    parts = _("%(created)d added, %(updated)d updated, %(unchanged)d unchanged, %(refused)d refused") % {
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "refused": report.refused,
    }
    return _("%(albums)s: %(parts)s.") % {"albums": albums, "parts": parts}


def remarks(report: ImportReport) -> list[str]:
    """What was read with something left out, and refusals that are not named: a sentence each."""
    said = [left_out_words(report.left_out)] if report.left_out else []
    for kind, count in sorted(report.lost.items()):
        words = {
            LostKind.DATE: ngettext(
                "%(count)d date could not be read, such as “%(example)s”.",
                "%(count)d dates could not be read, such as “%(example)s”.",
                count,
            ),
            LostKind.YEAR: ngettext(
                "%(count)d year could not be read, such as “%(example)s”.",
                "%(count)d years could not be read, such as “%(example)s”.",
                count,
            ),
            LostKind.CATALOG_NUMBER: ngettext(
                "%(count)d catalogue number was left out: a spreadsheet had rounded it, such as “%(example)s”.",
                "%(count)d catalogue numbers were left out: a spreadsheet had rounded them, such as “%(example)s”.",
                count,
            ),
        }
        said.append(words[kind] % {"count": count, "example": report.examples[kind]})
    if more := report.not_named:
        said.append(
            ngettext("%(count)d more row was refused.", "%(count)d more rows were refused.", more) % {"count": more}
        )
    return said


def left_out_words(count: int) -> str:
    return ngettext(
        "%(count)d album lies in a folder that is left out, and was not brought in.",
        "%(count)d albums lie in folders that are left out, and were not brought in.",
        count,
    ) % {"count": count}
