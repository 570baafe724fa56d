"""Several copies of one release, which stand in several rows of a file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from collection.importing.records import OwnedCopy, ReleaseRecord

MOST_KEPT = 100


class Copies:
    """Gathers the rows of each release into one record, which is whole when its last row was read.

    A release is known by its number, or by the `key_of` the words that name it.
    """

    def __init__(self) -> None:
        self._times: Counter[int] = Counter()
        self._first: dict[int, ReleaseRecord] = {}
        self._owned: dict[int, list[OwnedCopy]] = {}
        self._seen: Counter[int] = Counter()

    def count(self, release: int) -> None:
        """To be called for each row before any is gathered."""
        self._times[release] += 1

    def told(self, release: int | None) -> int | None:
        """How many rows a release has; None where it has no number, and none was counted."""
        return self._times.get(release) if release else None

    def gathered(self, record: ReleaseRecord, key: int | None = None) -> ReleaseRecord | None:
        """The release with all its copies; None while some are still to be read. `key` is for one without a number."""
        release = record.discogs_id or (key if record.title and record.artists else None)
        if release is None or release not in self._times:
            return record
        if self._times[release] == 1:
            return record
        self._first.setdefault(release, record)
        self._owned.setdefault(release, []).extend(record.owned)
        self._seen[release] += 1
        return self._whole(release) if self._seen[release] == self._times[release] else None

    def rest(self) -> Iterator[ReleaseRecord]:
        """Releases some of whose rows were refused."""
        for release in list(self._first):
            yield self._whole(release)

    def _whole(self, release: int) -> ReleaseRecord:
        first, owned, count = self._first.pop(release), self._owned.pop(release), self._seen[release]
        if not first.discogs_id:  # rows that are alike in all are one that was typed twice
            owned = [*dict.fromkeys(owned)]
            count = len(owned)
        return replace(first, copies=count if count > 1 else first.copies, owned=tuple(owned[:MOST_KEPT]))


def key_of(names: tuple[str, ...]) -> int:
    """For a release without a number, by the words that name it; below nought, where no number is."""
    return -1 - abs(hash(names))
