"""Words that one typing error makes of a word: a letter too many, too few, another, or two that changed places."""

from collections.abc import Collection

from django.db.models import Q

from collection.models.search import SearchWord

SHORTEST = 4
MOST_NEAR = 12


def near(words: Collection[str]) -> dict[str, list[str]]:
    """For each of `words` those near it that stand somewhere, from one query; shorter ones have none."""
    longer = [word for word in words if len(word) >= SHORTEST]
    if not longer:
        return {}
    wanted = Q(pk__in=[])
    for word in longer:
        lengths = range(len(word) - 1, len(word) + 2)
        swapped = [word[:place] + word[place + 1] + word[place] + word[place + 2 :] for place in range(1, 3)]
        halves = (Q(start=word[:2], length=length) | Q(end=word[-2:], length=length) for length in lengths)
        wanted |= Q(pk__in=swapped)
        for half in halves:
            wanted |= half
    stored = list(SearchWord.objects.filter(wanted).order_by("word").values_list("word", flat=True))
    return {word: [other for other in stored if is_near(word, other)][:MOST_NEAR] for word in longer}


def is_near(one: str, other: str) -> bool:
    """Whether exactly one error lies between them."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    place = next((at for at, (left, right) in enumerate(zip(short, long, strict=False)) if left != right), len(short))
    if len(short) < len(long):
        return short[place:] == long[place + 1 :]
    swapped = short[place + 1 : place + 2] + short[place : place + 1]
    return short[place + 1 :] == long[place + 1 :] or swapped + short[place + 2 :] == long[place:]
