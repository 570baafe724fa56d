import pytest
import requests

from enrichment.sandbox import Collection, Release, Sandbox
from enrichment.sandbox.keys import DISCOGS_TOKEN, DISCOGS_USER
from tests.enrichment.sandbox import clients


def test_the_collection_comes_page_by_page(sandbox: Sandbox) -> None:
    ids = [row["id"] for row in clients.followed(sandbox)]
    assert ids == [release.id for release in Collection.sample().releases]


def test_a_page_has_fifty_rows_and_at_most_a_hundred(sandbox: Sandbox) -> None:
    assert len(clients.collection_page(sandbox).json()["releases"]) == 50
    pagination = clients.collection_page(sandbox, per_page=500).json()["pagination"]
    assert pagination["per_page"] == 100
    assert pagination["urls"] == {}


def test_links_lead_only_where_there_is_something(sandbox: Sandbox) -> None:
    first = clients.collection_page(sandbox, per_page=40).json()["pagination"]
    last = clients.collection_page(sandbox, per_page=40, page=first["pages"]).json()["pagination"]
    assert set(first["urls"]) == {"next", "last"}
    assert set(last["urls"]) == {"first", "prev"}
    assert first["items"] == last["items"] == 86


@pytest.mark.parametrize("page", [0, 99, "x", -1])
def test_a_page_that_does_not_exist_is_a_404(sandbox: Sandbox, page: object) -> None:
    path = f"/users/{DISCOGS_USER}/collection/folders/0/releases"
    assert clients.discogs(sandbox, path, page=page).status_code == 404


def test_a_row_has_the_fields_of_the_service(sandbox: Sandbox) -> None:
    row = clients.collection_page(sandbox, per_page=1).json()["releases"][0]
    assert set(row) == {"id", "instance_id", "folder_id", "rating", "date_added", "basic_information", "notes"}
    information = row["basic_information"]
    assert information["title"] == "Kind Of Blue"
    assert information["year"] == 2015
    assert information["formats"][0]["qty"] == "1"
    assert {"name", "anv", "join", "role", "tracks", "id", "resource_url"} == set(information["artists"][0])
    assert information["cover_image"].startswith("https://i.discogs.com/")


def test_images_are_for_authenticated_callers(sandbox: Sandbox) -> None:
    information = clients.collection_page(sandbox, key="").json()["releases"][0]["basic_information"]
    assert (information["cover_image"], information["thumb"]) == ("", "")
    release = clients.discogs(sandbox, f"/releases/{information['id']}", key="").json()
    assert release["images"][0]["uri"] == ""


def test_rate_headers_tell_callers_apart(sandbox: Sandbox) -> None:
    assert clients.collection_page(sandbox).headers["X-Discogs-Ratelimit"] == "60"
    assert clients.collection_page(sandbox, key="").headers["X-Discogs-Ratelimit"] == "25"


@pytest.mark.parametrize("agent", ["", "python-requests/2.34", "curl/8.5"])
def test_an_application_has_to_name_itself(sandbox: Sandbox, agent: str) -> None:
    reply = requests.get(f"{sandbox.url}/releases/1", headers={"User-Agent": agent}, timeout=5)
    assert reply.status_code == 403
    assert "User-Agent" in reply.json()["message"]


def test_a_wrong_token_is_refused_everywhere(sandbox: Sandbox) -> None:
    for path in ("/oauth/identity", f"/users/{DISCOGS_USER}", "/releases/1"):
        assert clients.discogs(sandbox, path, key="wrong").status_code == 401


def test_identity_needs_a_token_and_tells_the_user(sandbox: Sandbox) -> None:
    assert clients.discogs(sandbox, "/oauth/identity", key="").status_code == 401
    assert clients.discogs(sandbox, "/oauth/identity").json()["username"] == DISCOGS_USER
    assert clients.discogs(sandbox, "/oauth/identity", key="", token=DISCOGS_TOKEN).status_code == 200


def test_an_unknown_user_has_no_collection(sandbox: Sandbox) -> None:
    for path in ("/users/nobody", "/users/nobody/collection/folders/0/releases", "/users/two%20words"):
        reply = clients.discogs(sandbox, path)
        assert reply.status_code == 404
        assert "User does not exist" in reply.json()["message"]


def test_other_folders_are_for_the_owner(sandbox: Sandbox) -> None:
    path = f"/users/{DISCOGS_USER}/collection/folders/1/releases"
    assert clients.discogs(sandbox, path, key="").status_code == 403
    assert clients.discogs(sandbox, path).status_code == 200


def test_a_master_has_the_year_of_the_work(sandbox: Sandbox) -> None:
    rows = clients.collection_page(sandbox, per_page=2).json()["releases"]
    masters = {row["basic_information"]["master_id"] for row in rows}
    assert len(masters) == 1
    master = clients.discogs(sandbox, f"/masters/{masters.pop()}").json()
    assert (master["title"], master["year"]) == ("Kind Of Blue", 1959)
    titles = [row["title"] for row in master["tracklist"] if row["type_"] == "track"]
    assert titles == ["So What", "Freddie Freeloader", "Blue In Green", "All Blues", "Flamenco Sketches"]


def test_a_release_has_the_year_of_the_pressing_and_headings(sandbox: Sandbox) -> None:
    information = clients.collection_page(sandbox).json()["releases"][0]["basic_information"]
    release = clients.discogs(sandbox, f"/releases/{information['id']}").json()
    assert release["year"] == 2015
    assert release["tracklist"][0] == {"position": "", "type_": "heading", "title": "Side A", "duration": ""}
    assert release["tracklist"][1]["position"] == "A1"


def test_a_release_may_have_no_master(sandbox: Sandbox) -> None:
    rows = clients.collection_page(sandbox, per_page=100).json()["releases"]
    alone = [row["basic_information"] for row in rows if not row["basic_information"]["master_id"]]
    assert [(i["title"], i["master_url"]) for i in alone] == [("Rejoice", None)]
    assert clients.discogs(sandbox, "/masters/0").status_code == 404


def test_names_keep_their_number_and_joint_credits_their_order(sandbox: Sandbox) -> None:
    rows = clients.collection_page(sandbox, per_page=100).json()["releases"]
    shown = {row["basic_information"]["title"]: row["basic_information"]["artists"] for row in rows}
    assert shown["Definitely Maybe"][0]["name"] == "Oasis (2)"
    joint = shown["The Velvet Underground & Nico"]
    assert [(artist["name"], artist["join"]) for artist in joint] == [("The Velvet Underground", "&"), ("Nico (3)", "")]


def test_an_artist_has_other_spellings(sandbox: Sandbox) -> None:
    rows = clients.collection_page(sandbox, per_page=100).json()["releases"]
    ids = {a["name"]: a["id"] for row in rows for a in row["basic_information"]["artists"]}
    artist = clients.discogs(sandbox, f"/artists/{ids['The Beatles']}").json()
    assert artist["name"] == "The Beatles"
    assert "Beatles, The" in artist["namevariations"]
    assert ids["Various"] == 194


def test_a_star_marks_a_spelling_not_an_artist() -> None:
    release = Release.read({"release_id": 5, "title": "Post", "artists": ["Bjork*"]})
    with Sandbox(Collection([release])) as sandbox:
        [artist] = clients.discogs(sandbox, "/releases/5").json()["artists"]
        assert (artist["name"], artist["anv"]) == ("Bjork", "Bjork")


@pytest.mark.parametrize("path", ["/releases/1", "/masters/1", "/artists/1", "/releases/abc", "/database/search"])
def test_what_does_not_exist_is_a_404_with_a_message(sandbox: Sandbox, path: str) -> None:
    reply = clients.discogs(sandbox, path)
    assert reply.status_code == 404
    assert reply.json()["message"].endswith("not found.")
