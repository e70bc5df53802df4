"""Where several look at once, pages are made in other processes: the same pages, of what is there by then."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from functools import partial
from itertools import count
from multiprocessing import active_children
from multiprocessing.process import BaseProcess
from pathlib import Path
from signal import SIGINT, SIGKILL, SIGSTOP
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from starlette.testclient import TestClient
from tests.halves import killed_as_it_hands_on
from tests.views.press import Sheet, read
from tests.web import dossiers
from tests.web.test_deciding import post, speaker_of

from verbale import desk, judging, process
from verbale.api.asking import Precedence, Served
from verbale.errors import DossierError
from verbale.process import Ended
from verbale.record.deciding import Signed
from verbale.web import beside as processes
from verbale.web import making, ordering, warming
from verbale.web.app import desk_app
from verbale.web.beside import Other
from verbale.web.kept import Kept
from verbale.web.making import Makers
from verbale.web.ordering import Made, Order
from verbale.web.screens import SCREENS

Begun = Callable[[], set[BaseProcess]]


@pytest.fixture
def begun() -> Begun:
    """The processes that were begun since: whoever tests beside this may have some of its own."""
    before = set(active_children())
    return lambda: set(active_children()) - before


@pytest.fixture
def crowded(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: Begun) -> Iterator[TestClient]:
    """A client of a desk at which two asked at once, so that another process makes its pages."""
    path = Path(shutil.copy(made, tmp_path / "lake.db"))
    with (
        dossiers.served(path) as served,
        closing(Makers(served, partial(dossiers.opened, path), 1)) as makers,
        TestClient(desk_app(served, makers=makers), "http://localhost", raise_server_exceptions=False) as client,
    ):
        assert client.get("/calendar").status_code == 200
        assert not begun(), "one reader needs no other process"
        two_at_once(client, served, monkeypatch, begun)
        assert all(map(deaf, begun())), "Ctrl-C printed where each was as it began"
        wait_until(lambda: makers.elsewhere)
        yield client
    assert not begun()


class Beside:
    """Stands for another process: what is ordered of it is made at once, with what `opens` opens as it begins."""

    begun = 0
    gone = 0
    orders: list[str] = []  # noqa: RUF012 - each test has its own

    def __init__(self, opens: Callable[[], Served]) -> None:
        type(self).begun += 1
        self._opens = opens

    def ready(self) -> bool:
        try:
            self._served = self._opens()
        except DossierError as error:  # it closes its pipe
            raise Ended from error
        return True

    def page(self, order: Order) -> Made:
        self.orders.append(order.path)
        return ordering.made(self._served, order)

    def end(self) -> None:
        type(self).gone += 1


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> type[Beside]:
    stand_in = type("StandIn", (Beside,), {"orders": []})
    monkeypatch.setattr(making, "Other", stand_in)
    return stand_in


def page(makers: Makers, address: str) -> bytes:
    """The page at an address, made while somebody else waits for one."""
    order = order_of(address)
    with makers.turn(order_of("/brief?as_known_on=2000")), makers.turn(order) as make:
        return make(order).page


def order_of(address: str) -> Order:
    path, _, query = address.partition("?")
    screen = next(one for one in SCREENS if one.resource.path == path)
    return Order(screen.of, False, path, query.encode(), (), (), None)


def deaf(process: BaseProcess) -> bool:
    """Whether a process hears of no Ctrl-C: Linux tells which signals are held back."""
    return deaf_one(process.pid or 0)


def deaf_one(number: int) -> bool:
    status = Path(f"/proc/{number}/status")
    if not status.exists():
        return sys.platform != "linux"
    held_back = int(status.read_text("ascii").partition("SigBlk:")[2].split()[0], 16)
    return bool(held_back >> (SIGINT - 1) & 1)


def wait_until(holds: Callable[[], object]) -> None:
    """Wait for something that another process brings about; where it fails, the test does."""
    end = monotonic() + 300
    while not holds():
        assert monotonic() < end, "the other process did not begin"
        sleep(0.05)


def two_at_once(client: TestClient, served: Served, monkeypatch: pytest.MonkeyPatch, begun: Begun) -> None:
    monkeypatch.setattr(Precedence, "LONGEST", 60.0)
    asking = [Thread(target=client.get, args=(path,)) for path in ("/sources", "/editions")]
    with served.precedence.taken():
        for one in asking:
            one.start()
        wait_until(begun)
    for one in asking:
        one.join(600)


def test_another_process_makes_the_same_pages(
    crowded: TestClient, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = TestClient(desk_app(served), "http://localhost")
    paths = ("/", "/statements?party=NOR", "/today.json", "/articles/no-such", "/statements?party=nobody")
    expected = [(alone.get(path).status_code, alone.get(path).text) for path in paths]
    monkeypatch.setattr(desk, "showing", lambda *_, **__: pytest.fail("this page was made in the desk's own process"))
    assert [(crowded.get(path).status_code, crowded.get(path).text) for path in paths] == expected
    crowded.cookies.set("theme", "dark")
    assert 'data-theme="dark"' in crowded.get("/").text


def test_a_decision_is_seen_at_once_by_the_other_process(crowded: TestClient) -> None:
    key, _ = speaker_of(crowded, "the dam leaks")
    post(crowded, key, "corrected", field="speaker", value="Ada Orum")
    assert speaker_of(crowded, "the dam leaks")[1] == "Ada Orum"


def test_who_looks_at_a_line_on_which_a_decision_waits_settles_nothing_and_is_shown_what_is_settled(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caught: such a page settled the line for ever, as all that it read was as when it was begun."""
    store = served.store
    keys = [f"utterance:{one.key.partition(':')[2]}" for one in store.said(3)]
    for key in keys:
        named = judging.called(store, key)
        with monkeypatch.context() as ended:  # between a decision and the settling of what it concerns
            ended.setattr(desk, "settle_these", lambda *_: None)
            ended.setattr("verbale.store.deciding.redecided", lambda *_: False)  # as if it moved
            judging.decide(store, "accepted", key, Signed("ida", "2020-06-19"))
        assert store.waiting({named.tellings[0].article})
    waiting, stamp = store.waiting(), store.stamp()
    monkeypatch.setattr(type(store), "settling", lambda _: pytest.fail("a page writes"))
    for key in keys:
        page = ordering.made(served, Order("lines_key", False, f"/lines/{key}", b"", (("key", key),), (), None)).page
        assert b"ida, 19 June 2020" in page
    for order in warming.common(served):
        assert b"<h1" in ordering.made(served, order).page
    assert (store.waiting(), store.stamp()) == (waiting, stamp)
    monkeypatch.undo()
    assert desk.settle(store) == waiting


def test_no_reader_is_left_without_a_page_where_the_other_process_is_killed(crowded: TestClient, begun: Begun) -> None:
    (other,) = begun()
    os.kill(other.pid or 0, SIGKILL)
    other.join(600)
    assert crowded.get("/statements").status_code == 200


def test_what_is_known_from_a_day_to_come_is_added_up_by_the_desk_alone(served: Served, beside: type[Beside]) -> None:
    """Caught: with an article of a month that has not ended each process added up all, anew after each decision."""
    with closing(Makers(served, lambda: served, 2)) as makers:
        page(makers, "/statements")
        assert beside.orders == ["/statements"]
        served.store.add(read(Sheet(["It rains."]), "month.txt", published="2020-06"), added_on=dossiers.TODAY)
        assert served.store.latest() == date(2020, 6, 30)
        for path in ("/statements", "/positions", "/"):
            page(makers, path)
        assert beside.orders == ["/statements"]


@pytest.mark.parametrize("name", ["as_known_on", "as%5Fknown%5Fon"])
def test_a_past_day_is_added_up_by_the_desk_alone(served: Served, beside: type[Beside], name: str) -> None:
    """Caught: an address that writes the name of the field in another way had each process add up that day."""
    with closing(Makers(served, lambda: served, 2)) as makers:
        page(makers, f"/statements?{name}=2020-05-20")
        assert beside.orders == []
        page(makers, f"/statements?{name}=2020-06-20")
        assert beside.orders == ["/statements"], "the tables hold what is known today"


def test_where_no_other_process_opens_the_dossier_the_desk_makes_its_pages_and_tries_again_after_a_while(
    served: Served, beside: type[Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caught: pages were refused; where processes ended at once, others were begun for ever; later, none ever again."""
    failing = [DossierError("too many connections")]

    def opens() -> Served:
        if failing:
            raise failing[0]
        return served

    with closing(Makers(served, opens, 2)) as makers:
        for _ in range(5):
            assert b"<h1" in page(makers, "/statements")
        assert (makers.elsewhere, beside.begun, beside.gone) == (False, 1, 1)
        later = making.REST
        monkeypatch.setattr(making, "monotonic", lambda: monotonic() + later)
        page(makers, "/statements")
        assert (beside.begun, beside.gone) == (2, 2)
        failing.clear()
        later += making.REST
        page(makers, "/statements")
        assert beside.begun == 2, "it rests twice as long"
        later += making.REST
        page(makers, "/statements")
        assert (beside.begun, beside.orders) == (3, ["/statements"])


def test_processes_begin_one_after_another_so_that_who_asks_meanwhile_is_left_a_core(
    served: Served, beside: type[Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = beside.ready
    monkeypatch.setattr(beside, "ready", lambda _: False)
    with closing(Makers(served, lambda: served, 3)) as makers:
        for _ in range(3):
            page(makers, "/statements")
        assert (beside.begun, beside.orders) == (1, [])
        monkeypatch.setattr(beside, "ready", ready)
        for _ in range(5):
            page(makers, "/statements")
        assert (beside.begun, beside.gone) == (3, 0)


def test_a_page_is_made_where_another_process_ends_as_it_makes_it(
    served: Served, beside: type[Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends(other: Beside, order: Order) -> bytes:
        other.orders.append(order.path)
        raise Ended

    monkeypatch.setattr(beside, "page", ends)
    with closing(Makers(served, lambda: served, 2)) as makers:
        for _ in range(4):
            assert b"<h1" in page(makers, "/positions")
        assert not makers.elsewhere
    assert beside.orders == ["/positions"], "nothing is ordered of one that ended"


def test_a_page_is_made_where_no_process_is_to_be_had(
    served: Served, beside: type[Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(beside, "__init__", refuse)
    with closing(Makers(served, lambda: served, 2)) as makers:
        for _ in range(3):
            assert b"<h1" in page(makers, "/statements")


def test_who_waits_for_a_page_when_the_desk_ends_is_given_it(served: Served, beside: type[Beside]) -> None:
    with closing(Makers(served, lambda: served, 1)) as makers:
        page(makers, "/statements")
        order = order_of("/positions")
        with makers.turn(order), ThreadPoolExecutor() as second:
            told = second.submit(page, makers, "/positions")
            wait_until(lambda: makers._asked > 1)
            makers.close()
            assert b"<h1" in told.result(60)
    assert beside.orders == ["/statements"]


def test_a_process_that_never_becomes_ready_keeps_no_other_from_beginning(
    served: Served, beside: type[Beside], monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = beside.ready
    monkeypatch.setattr(beside, "ready", lambda one: beside.begun > 1 and ready(one))
    monkeypatch.setattr(making, "BEGINS", 0.0)
    monkeypatch.setattr(making, "REST", 0.0)
    with closing(Makers(served, lambda: served, 1)) as makers:
        page(makers, "/statements")
        wait_until(lambda: not makers.elsewhere and beside.gone == 1)
        page(makers, "/statements")
        assert makers.elsewhere
    assert beside.begun == 2


def _waits(makers: Makers, number: int) -> bool:
    return len(makers._queue) == number


def test_who_has_waited_longest_for_a_process_is_given_it(served: Served, beside: type[Beside]) -> None:
    """Caught: whichever thread woke first took it, and one page was passed by a hundred later ones."""
    asked = ["/positions", "/actors", "/sources", "/editions"]
    with closing(Makers(served, lambda: served, 1)) as makers:
        page(makers, "/statements")
        assert makers.elsewhere
        with ThreadPoolExecutor(4) as others, makers.turn(order_of("/statements")):
            told = []
            for number, path in enumerate(asked, 1):
                told.append(others.submit(page, makers, path))
                wait_until(partial(_waits, makers, number))
        for one in told:
            one.result(60)
    assert beside.orders[1:] == asked


def test_a_process_that_is_killed_in_the_middle_of_a_page_is_seen_to_have_ended(made: Path, begun: Begun) -> None:
    """Caught: a pool waited for ever for the other half, and so did the reader and the end of the desk."""
    other = Other(partial(halved, made))
    try:
        wait_until(other.ready)
        with pytest.raises(Ended):
            other.page(order_of("/sources"))
    finally:
        other.end()
    assert not begun()


@pytest.mark.slow
def test_pages_that_two_processes_make_beside_who_decides_are_of_what_is_there_by_then(
    made: Path, tmp_path: Path
) -> None:
    """Caught: a process that had parted from another by a fork gave pages of before the last decisions."""
    path = Path(shutil.copy(made, tmp_path / "lake.db"))
    with dossiers.served(path) as served, closing(Makers(served, partial(dossiers.opened, path), 2)) as makers:
        kept, lines = Kept(served, makers), [f"utterance:{x.key.partition(':')[2]}" for x in served.store.said(6)]
        orders = [Order("lines_key", False, f"/lines/{key}", b"", (("key", key),), (), None) for key in lines]
        orders += [order_of(path) for path in ("/statements", "/review", "/articles", "/positions")]
        idle, stopped = Event(), Event()

        def looks(first: int) -> None:
            for turn in count(first):
                if stopped.is_set():
                    return
                kept.page(orders[turn % len(orders)])
                idle.wait(60)

        idle.set()
        readers = [Thread(target=looks, args=(first,), daemon=True) for first in range(4)]
        wait_until(lambda: bool(page(makers, "/statements")) and makers.elsewhere and len(makers._ready) == 2)
        for reader in readers:
            reader.start()
        for turn in range(40):
            key = lines[turn % len(lines)]
            made_now = judging.decide(served.store, "accepted", key, Signed("ida", "2020-06-19"))[0].key
            sleep(0.02)
            if turn % 2:
                judging.undo(served.store, made_now, Signed("ida", "2020-06-19"))
            if turn % 10 == 9:
                idle.clear()
                wait_until(lambda: not makers._asked)
                given = {order: kept._held(order) for order in orders}
                for order, one in given.items():
                    assert one in (None, ordering.made(served, order).page), f"{order.path} is of before"
                idle.set()
        stopped.set()
        idle.set()
        for reader in readers:
            reader.join(60)


def halved(path: Path) -> Served:
    """A dossier in another process, which is killed as it writes the page of sources."""
    processes.made = dying  # of that process alone
    return dossiers.opened(path)


def dying(served: Served, order: Order) -> Made:
    if order.path != "/sources":
        return ordering.made(served, order)
    page: Made = killed_as_it_hands_on()
    return page


def test_a_process_that_hangs_in_the_middle_of_a_page_is_ended(
    made: Path, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Caught: its reader waited for ever, and with as many such pages as there are processes every reader did."""
    other = Other(partial(dossiers.opened, made))
    try:
        wait_until(other.ready)
        (hanging,) = begun()
        os.kill(hanging.pid or 0, SIGSTOP)
        monkeypatch.setattr(processes, "LONGEST", 0.1)
        monkeypatch.setattr(process, "PATIENCE", 1)
        with pytest.raises(Ended):
            other.page(order_of("/sources"))
        assert not begun()
    finally:
        other.end()


def test_a_process_ends_when_it_is_told_to_even_while_it_begins(made: Path, begun: Begun) -> None:
    other = Other(partial(dossiers.opened, made))
    other.end()
    assert not begun()


def test_a_page_that_cannot_be_made_keeps_no_process_from_making_the_others(made: Path) -> None:
    """Caught: it was among those that are made in vain before any is ordered, and ended each process as it began."""
    other = Other(partial(faulty, made))
    try:
        wait_until(other.ready)
        assert b"<h1" in other.page(order_of("/statements")).page
        with pytest.raises(RuntimeError, match="a slip in the program"):
            other.page(order_of("/timeline"))
    finally:
        other.end()


def faulty(path: Path) -> Served:
    """A dossier of which one page fails, in another process."""
    processes.made = slips  # of that process alone
    return dossiers.opened(path)


def slips(served: Served, order: Order) -> Made:
    if order.path == "/timeline":
        raise LookupError("a slip in the program")
    return ordering.made(served, order)


def test_what_is_made_in_vain_is_what_readers_ask_for_most(served: Served) -> None:
    orders = [*warming.common(served)]
    assert {"/", "/statements", "/search"} < {order.path for order in orders}
    assert {"lines_key", "articles_key"} < {order.screen for order in orders}
    assert len({order.screen for order in orders}) == len(orders)
    for order in orders:
        assert b"<h1" in ordering.made(served, order).page
