import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enrichment.providers.texts.cleaning import clean, find_html
from enrichment.providers.texts.gate import judge
from enrichment.providers.texts.writing import unwanted
from tests.enrichment.providers.texts.samples import AIR, ENGLISH, GOOD

TEXT = "It is a calm record. It never hurries."

WRAPPED = [
    f"<think>The user wants calm.</think>{TEXT}",
    f"<think>The user wants calm.</think>\n\n{TEXT}",
    f"The user wants calm.</think>{TEXT}",
    f"{TEXT}<think>Is that enough? I could",
    f"<thinking>one</thinking><think>two</think>{TEXT}",
    f"[THINK]calm[/THINK]{TEXT}",
    f"```\n{TEXT}\n```",
    f"```markdown\n{TEXT}\n```",
    f"# A Calm Record\n\n{TEXT}",
    f"**A Calm Record (2022)**\n\n{TEXT}",
    f"**Album Review: *Calm* – The Band**\n\n{TEXT}",
    f"A Calm Record\n=============\n{TEXT}",
    f"A Calm Record\n\n{TEXT}",
    f"Here is the description of the album:\n\n{TEXT}",
    f"Sure! Here's a review of *Calm*:\n\n{TEXT}",
    f"Certainly. Below is the text.\n\n{TEXT}",
    f"Voici la description de l'album :\n\n{TEXT}",
    f"Bien sûr ! Voici une présentation de 200 mots :\n\n{TEXT}",
    f"Hier ist eine Beschreibung des Albums:\n\n{TEXT}",
    f"Natürlich! {TEXT}",
    f"Ecco la descrizione richiesta:\n\n{TEXT}",
    f"¡Claro! Aquí tienes la descripción:\n\n{TEXT}",
    f"Description: {TEXT}",
    f'"{TEXT}"',
    f"“{TEXT}”",
    f"« {TEXT} »",
    f"{TEXT}\n\n(210 words)",
    f"{TEXT} (210 words)",
    f"{TEXT}\n\n*(Word count: 150)*",
    f"{TEXT}\n\nWord count: 150",
    f"{TEXT}\n\n(environ 200 mots)",
    f"{TEXT} (1 795 caractères)",
    f"{TEXT}\n\n(ca. 200 Wörter)",
    f"{TEXT}\n\n(200 parole)",
    f"{TEXT}\n\n(200 palabras)",
    f"{TEXT}\n\n**Rating: 9/10**",
    f"{TEXT}\n\nI hope this helps!",
    f"{TEXT}\n\nN'hésitez pas à me demander une autre version.",
    f"{TEXT}\n\nLet me know if you want changes.\n\n(12 words)",
    f"{TEXT}\n\n---",
    "It is a **calm** *record*. It __never__ _hurries_.",
    "It is a ***calm*** record. It ~~never~~ `hurries`.",
    "It is a [calm](https://example.org) record. It never hurries.",
    "*It is a *calm* record.* It never hurries.",
    "- It is a calm record.\n- It never hurries.",
    "1. It is a calm record.\n2. It never hurries.",
    "> It is a calm record.\n> It never hurries.",
    "<p>It is a <b>calm</b> record. It never hurries.</p>",
    "<div class='x'>It is a calm record.<br> It never hurries.</div>",
    "It is a calm record.<script>alert('x')</script> It never hurries.",
    "It is a calm record. It never hurries.<script>alert(1)",
    "It is a calm record.<!-- no --> It never hurries.",
    "It is a calm record. It never hurries.<img src=x onerror=alert(1)",
    "It is a calm&amp;lt;b&amp;gt; record. It never hurries.",
    "It is a \u202ecalm\u202c rec\u200bord.\x00 It never\x07 hur\u00adries.\ufeff",
    "  It is\ta  calm   record.\r\nIt never hurries.  ",
]


@pytest.mark.parametrize("raw", WRAPPED)
def test_what_is_around_the_text_goes_and_the_text_stays(raw: str) -> None:
    assert clean(raw).replace("\n\n", " ") == TEXT


@pytest.mark.parametrize("line_break", ["\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_no_kind_of_line_break_glues_two_sentences_together(line_break: str) -> None:
    assert clean(f"It is a calm record.{line_break}It never hurries.") == "It is a calm record. It never hurries."


@pytest.mark.parametrize("raw", ["", " \n ", "<think>I could", "<script>alert(1)</script>", "# Title", "```\n```"])
def test_nothing_remains_of_an_answer_without_a_text(raw: str) -> None:
    assert clean(raw) == ""


@pytest.mark.parametrize(
    "hidden",
    [
        *("<<b>script>", "&lt;script&gt;", "&amp;lt;img src=x&amp;gt;", "<scr<script>ipt>", "<img\nsrc=x>"),
        *("<\x00img src=x>", "<&#8203;img src=x>"),
    ],
)
def test_a_hidden_tag_does_not_survive(hidden: str) -> None:
    text = clean(f"It is a calm record.{hidden}alert(1)")

    assert text.startswith("It is a calm record.")
    assert find_html(text) == ""


KEPT = [
    "AC/DC, P!nk, M*A*S*H, Björk* and Beak> share the bill.",
    "Simon & Garfunkel, rock&reggae and R&B: 3 < 4 and 5 > 4.",
    "I <3 this record, he said.",
    "“Drive” comes first and last comes “Nightswimming”",
    "'Tis a calm record, and the '60s never ended.",
    "Sure enough, the record is calm.",
    "Of course, it is slow.",
    "Here is a record that asks for time.",
    "Voici un disque rare : il prend son temps.",
    "Le disque compte 200 mots (ou presque), pas davantage.",
    "It is calm.\n\nIt is slow.",
    "« Ophélie » ouvre le disque\u00a0; « Boeing » suit\u202f!",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_only_looks_like_markup_or_chatter_stays(text: str) -> None:
    assert clean(text) == text


def test_letters_are_composed_so_that_two_forms_of_one_text_are_equal() -> None:
    assert clean("Le de\u0301but est beau.") == "Le début est beau."


@given(st.text(alphabet=st.sampled_from("ab <>&;/!*_`#-[]()\"'“”«»\n\t.:0\u202e\x00\u200b\ud800é"), max_size=120))
@example("<__a> b.")
@example("Mods&Rockers;")
def test_whatever_comes_in_what_goes_out_is_plain(raw: str) -> None:
    text = clean(raw)

    assert unwanted(text) == []
    assert not set(text) & set("\r\t")
    assert find_html(text) == ""
    assert text == text.strip()
    assert "\n\n\n" not in text
    text.encode()


@given(st.text(max_size=300))
def test_no_text_makes_the_cleaner_fail(raw: str) -> None:
    clean(raw)


@pytest.mark.parametrize(
    "piece",
    [
        "<think>",
        "</think>",
        "<script ",
        "<!--",
        "**a ",
        "*a",
        "_a",
        "<svg>",
        "[a](",
        "“",
        "« ",
        " ",
        "\n",
        "((",
        "&amp;",
        "`",
    ],
)
def test_megabytes_of_rubbish_are_judged_in_a_moment(piece: str) -> None:
    started = time.process_time()

    judge(ENGLISH + piece * (1_000_000 // len(piece)), AIR, "en")

    assert time.process_time() - started < 3


@pytest.mark.parametrize("mark", "“„«‹‘'\"(")
def test_a_mark_left_open_before_many_blanks_is_judged_in_a_moment(mark: str) -> None:
    started = time.process_time()

    judge(f"a {mark}" + "\u00a0" * 19_000 + "b.", AIR, "en")

    assert time.process_time() - started < 3


@pytest.mark.parametrize("text", [text for _, _, text in GOOD])
def test_good_texts_are_left_alone(text: str) -> None:
    assert clean(text) == text
    assert clean(f"# Titre\n\n{text}\n\n(200 mots)") == text
