"""Tasks -> what came of each, by several processes: each makes itself ready once, then does one task after the other.

A process that comes to an end (for want of memory, by a fault in a library) takes nothing with it but the task that it was
at: this is tried again when all others are done, alone, and is lost if that process ends too. It knows no partners.
"""

from __future__ import annotations

import signal
from collections import deque
from contextlib import closing, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from generator.foundation.problems import Problems, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

AT_ONCE = 2  # tasks that a process has: enough that it is never idle, few enough that a stop is quick
READY, DONE, REFUSED = range(3)  # what a process tells

Task = TypeVar("Task")
Done = TypeVar("Done")


class Lost(NamedTuple):
    """Why nothing came of a task, and what to do."""

    why: str
    hint: str


FREE_MEMORY = "memory may have run out: close other programs or let fewer work at once with --jobs, and run it again"
NEVER_BEGAN = Lost("no process could begin to work", FREE_MEMORY)
OUR_MISTAKE = "this is a fault of makecards; please report it"


@dataclass(slots=True)
class _Worker(Generic[Task]):
    """A process, and what it was sent and has not answered yet, the oldest first."""

    process: SpawnProcess
    connection: Connection[Any, Any]
    sent: deque[Task] = field(default_factory=deque)
    ready: bool = False

    def send(self, task: Task) -> None:
        self.sent.append(task)
        with suppress(OSError):  # if it is gone, waiting for it will tell
            self.connection.send(task)


def each_done(
    prepare: Callable[[], Callable[[Task], Done]],
    tasks: Sequence[Task],
    jobs: int,
    *,
    begin: Callable[[], None] | None = None,
    parts_of: Callable[[Task], list[Task]] = lambda task: [task],
) -> Generator[tuple[Task, Done | Lost], None, None]:
    """Yield each task with what came of it, as it is done; with a Lost if the process that was at it came to an end.

    `prepare` returns what does a task; each process calls it once, after `begin`. It and the tasks are sent to other
    processes, but for one job or one task, which are done in this one. `parts_of` returns what a task is tried again in, so
    that only the part at fault is lost. Raises Problems that `prepare` or a task raises. Close it to end the processes.
    """
    if jobs == 1 or len(tasks) < 2:
        work = prepare()
        for task in tasks:
            yield task, work(task)
        return
    crowd = _Staff(prepare, begin, deque(tasks), min(jobs, len(tasks)), AT_ONCE)
    with closing(crowd.done()) as done:
        yield from done
    alone = _Staff(prepare, begin, deque(part for task, _ in crowd.ended for part in parts_of(task)), 1, 1)
    with closing(alone.done()) as done:
        yield from done
    yield from alone.ended


@dataclass(slots=True)
class _Staff(Generic[Task, Done]):
    """Processes, and the tasks that wait for them. `ended` are the tasks at which one came to an end."""

    prepare: Callable[[], Callable[[Task], Done]]
    begin: Callable[[], None] | None
    waiting: deque[Task]
    jobs: int  # how many processes there may be: one less for each that could not begin
    at_once: int  # how many tasks each may have
    at_work: dict[Any, _Worker[Task]] = field(default_factory=dict)  # by their connections
    ended: list[tuple[Task, Lost]] = field(default_factory=list)

    def done(self) -> Generator[tuple[Task, Done | Lost], None, None]:
        """Yield each task with what came of it, but for those at which a process ends."""
        try:
            while self._is_busy():
                for connection in wait(list(self.at_work)):
                    yield from self._heard(self.at_work[connection])
            yield from ((task, NEVER_BEGAN) for task in self.waiting)
        finally:
            for worker in self.at_work.values():
                worker.connection.close()
            for worker in self.at_work.values():
                worker.process.join()

    def _is_busy(self) -> bool:
        """Start the processes that are wanted, and send every one a task, and then as many as it may have. False if none is at work."""
        while len(self.at_work) < min(self.jobs, len(self.waiting)):
            try:
                worker: _Worker[Task] = _started(self.prepare, self.begin)
            except OSError:
                self.jobs -= 1  # the system has no room for another
            else:
                self.at_work[worker.connection] = worker
        for held in range(self.at_once):
            for worker in self.at_work.values():
                if self.waiting and len(worker.sent) == held:
                    worker.send(self.waiting.popleft())
        return any(worker.sent for worker in self.at_work.values())

    def _heard(self, worker: _Worker[Task]) -> Iterator[tuple[Task, Done | Lost]]:
        """Yield the task that a process has done. Raises Problems that came of it."""
        try:
            told, value = worker.connection.recv()
        except (EOFError, OSError):
            self._has_ended(worker)
            return
        if told == REFUSED:
            raise Problems(value)
        worker.ready = True
        if told == DONE:
            yield worker.sent.popleft(), value

    def _has_ended(self, worker: _Worker[Task]) -> None:
        del self.at_work[worker.connection]
        worker.connection.close()
        worker.process.join()
        if not worker.ready:
            self.jobs -= 1
        elif worker.sent:
            self.ended.append((worker.sent.popleft(), _why(worker.process.exitcode)))
        self.waiting.extendleft(reversed(worker.sent))


def _started(prepare: Callable[[], Callable[[Task], Done]], begin: Callable[[], None] | None) -> _Worker[Task]:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, prepare, begin))
    process.start()
    theirs.close()  # so that its end is the end of the line
    return _Worker(process, ours)


def _why(code: int | None) -> Lost:
    """Return how a process ended that did not end by itself."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return Lost(f"the process that was at it was ended by the system ({signal.Signals(-code).name})", FREE_MEMORY)
    return Lost(f"the process that was at it came to an end (exit code {code})", FREE_MEMORY)


def _work(line: Connection[Any, Any], prepare: Callable[[], Callable[[Any], Any]], begin: Callable[[], None] | None) -> None:
    """Do one task after the other, in a process of its own, until the line is closed."""
    if begin:
        begin()
    try:
        work = prepare()
    except Problems as problems:
        line.send((REFUSED, problems.problems))
        return
    with suppress(EOFError, OSError):  # who asked is gone
        line.send((READY, None))
        while True:
            line.send(_answer(work, line.recv()))


def _answer(work: Callable[[Any], Any], task: object) -> tuple[int, object]:
    try:
        return DONE, work(task)
    except Problems as problems:
        return REFUSED, problems.problems
    except Exception as error:  # noqa: BLE001 - one task must not take the others with it, whatever is wrong with it
        return DONE, Lost(printable(f"{type(error).__name__}: {error}", 200), OUR_MISTAKE)
