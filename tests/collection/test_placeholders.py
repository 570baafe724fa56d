import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.placeholders import PLACEHOLDER_KEYS, is_placeholder


@pytest.mark.parametrize(
    "name",
    [
        *("V/A", "V.A.", "[unknown]", "Various*", "Various (3)", "UNKNOWN ARTIST", "guests", "Trad.", "Anon."),
        *("Artistes divers", "Multi-interprètes", "Artistes Variés", "Varios Artistas", "AA.VV.", "Vari"),
        *("Diverse", "Diverse Künstler", "Unbekannter Kunstler", "Diverse Artiesten", "Blandade Artister"),
        *("Eri Esittäjiä", "Różni Wykonawcy", "Různí interpreti", "Válogatás", "Ýmsir", "Çeşitli Sanatçılar"),
        *("Разные Исполнители", "Разные исполнители*", "Різні Виконавці", "Διάφοροι Καλλιτεχνες", "群星", "華語群星"),
        *("ヴァリアス・アーティスト", "여러 아티스트", "فنانون متنوعون", "אמנים שונים", "รวมศิลปิน"),
        *("Original Broadway Cast", "Original Cast", "The Original London Cast Recording", "Original Soundtrack"),
    ],
)
def test_placeholders_are_recognised_however_written(name: str) -> None:
    assert is_placeholder(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Various Cruelties", "The Guests", "Unknown Mortal Orchestra", "Vampire", "", "!!!", "Cast", "Diversion"),
        *("Original Broadway Cast Of Hamilton", "Trad Arr Jazz", "Les Anonymes", "Karma"),
    ],
)
def test_names_of_real_acts_are_no_placeholders(name: str) -> None:
    assert not is_placeholder(name)


def test_every_placeholder_has_a_key_to_be_found_by() -> None:
    assert all(PLACEHOLDER_KEYS)


@given(st.text())
def test_any_text_can_be_asked_about(name: str) -> None:
    assert isinstance(is_placeholder(name), bool)
