"""A process that the system ends takes nothing with it but what it was at."""

from __future__ import annotations

import sys

import pytest
from deadly import doubler, never_ready

from generator.partners.workers import NEVER_BEGAN, Lost, each_done

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a signal of POSIX")
KILLED = Lost(
    "the process that was at it was ended by the system (SIGKILL)",
    "memory may have run out: close other programs or let fewer work at once with --jobs, and run it again",
)


def test_every_task_is_done_once():
    assert [(number, number * 2) for number in range(20, 40)] == sorted(each_done(doubler, range(20, 40), 2))


def test_the_task_that_ends_its_process_is_lost_and_no_other():
    tasks = [10, 11, 12, 13, 14, 15, 16]
    found = dict(each_done(doubler, tasks, 2))
    assert found == {10: 20, 11: 22, 12: 24, 13: KILLED, 14: 28, 15: 30, 16: 32}


def test_what_was_ended_once_is_tried_again_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("DEADLY", str(tmp_path / "mark"))
    assert dict(each_done(doubler, [1000, 2], 2)) == {1000: 2000, 2: 4}


def test_a_mistake_of_ours_is_lost_with_its_name():
    assert dict(each_done(doubler, [7, 8], 2)) == {
        7: Lost("ZeroDivisionError: division by zero", "this is a fault of makecards; please report it"),
        8: 16,
    }


def test_if_no_process_can_begin_nothing_is_tried_for_ever():
    assert dict(each_done(never_ready, [1, 2, 3], 2)) == {1: NEVER_BEGAN, 2: NEVER_BEGAN, 3: NEVER_BEGAN}


def test_whoever_has_enough_may_stop():
    done = each_done(doubler, range(20, 60), 2)
    assert next(done)[1] in (40, 42)
    done.close()
    assert list(done) == []
