"""A flood of logins leaves room for everybody else."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from collection.accounts.throttle import AT_ONCE, one_login_at_a_time

LOGIN = RequestFactory().post("/login/")


class Door:
    """A view that answers when it is told to."""

    def __init__(self) -> None:
        self.inside = self.most_inside = 0
        self.may_answer, self.entered = threading.Event(), threading.Event()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        self.entered.set()
        assert self.may_answer.wait(10)
        self.inside -= 1
        return HttpResponse("in")


def test_one_is_let_in_one_waits_and_the_rest_are_told_at_once() -> None:
    door = Door()
    view = one_login_at_a_time(door)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        admitted = [pool.submit(view, LOGIN)]
        assert door.entered.wait(10)
        admitted.append(pool.submit(view, LOGIN))
        refused = view(LOGIN)
        while refused.status_code == 200:  # the second had not come yet
            refused = view(LOGIN)
        door.may_answer.set()
        assert [each.result(10).content for each in admitted] == [b"in", b"in"]
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "2")
    assert "try again in a few seconds" in refused.content.decode()
    assert door.most_inside == 1
    assert view(LOGIN).status_code == 200, "there is room again"


def test_a_fault_inside_gives_the_room_back() -> None:
    def broken(request: HttpRequest) -> HttpResponse:
        raise LookupError("inside")

    for _ in range(2 * AT_ONCE):
        with pytest.raises(LookupError, match="inside"):
            one_login_at_a_time(broken)(LOGIN)


@pytest.mark.parametrize(
    "request_", [RequestFactory().get("/login/"), RequestFactory().post("/"), RequestFactory().get("/healthz")]
)
def test_everything_else_passes_beside(request_: HttpRequest) -> None:
    door = Door()
    view = one_login_at_a_time(lambda request: door(request) if request is LOGIN else HttpResponse("passed"))
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(view, LOGIN)
        assert door.entered.wait(10)
        assert view(request_).content == b"passed"
        door.may_answer.set()
        waiting.result(10)
