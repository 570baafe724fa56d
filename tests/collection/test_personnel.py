"""Credits by importance."""

import pytest

from collection.personnel import SHOWN, by_importance, personnel


@pytest.mark.parametrize(
    "roles",
    [
        ("Written-By", "Producer", "Vocals", "Engineer", "Artwork", "Management"),
        ("Composed By", "Producer [Produced By]", "Double Bass [Jazz Bass]", "Mastered By", "Photography By"),
        ("Lyrics By", "Arranged By", "Theremin", "Lacquer Cut By", "Design [Cover Design]", "Executive-Producer"),
        (
            "Vocals",
            "Backing Vocals",
            "Recorded By, Mixed By",
            "Engineer [Additional]",
            "Artwork",
            "Artwork [Assistant]",
        ),
        ("Producer, Engineer", "Featuring", "Recorded By, Mixed By", "Liner Notes"),
    ],
)
def test_who_wrote_made_and_played_it_come_before_the_others(roles: tuple[str, ...]) -> None:
    lines = [f"Somebody – {role}" for role in roles]
    assert by_importance(lines[::-1]) == lines


def test_the_rest_is_counted_and_nothing_lost() -> None:
    lines = [f"P{n} – Engineer" for n in range(SHOWN + 14)] + ["Q – Written-By", "no role", ""]
    shown = personnel(lines)
    assert (shown.first[0], len(shown.first), len(shown.rest)) == ("Q – Written-By", SHOWN, 17)
    assert sorted([*shown.first, *shown.rest]) == sorted(lines)
