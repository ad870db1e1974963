"""What lies there, made from the same, need not be made again; anything less is made."""

import pytest

from generator.making.receipts import lie_there, read_receipts, receipt_for, sum_of

FILES = {"a.pdf": b"one", "b/c.pdf": b"two"}
RECEIPT = receipt_for("hash", FILES)


@pytest.fixture
def folder(tmp_path):
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_files_that_lie_there_as_they_were_made(folder):
    assert lie_there(folder, RECEIPT) is True


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"two "), lambda path: path.write_bytes(b"owt")])
def test_a_file_that_is_gone_or_another_is_made_again(folder, damage):
    damage(folder / "b/c.pdf")
    assert lie_there(folder, RECEIPT) is False


def test_no_file_is_no_receipt(folder):
    assert lie_there(folder, receipt_for("hash", {})) is False


def test_a_list_is_read_line_by_line_and_a_broken_line_counts_for_nothing(tmp_path):
    path = tmp_path / "list"
    path.write_text(RECEIPT.line() + "{}\n[1]\nnot json\n" + RECEIPT.line()[:20], encoding="utf-8")
    assert read_receipts(path) == {"hash": RECEIPT}


def test_bytes_that_move_from_one_file_to_the_next_are_another_sum():
    assert sum_of([("a", b"xy"), ("b", b"z")]) != sum_of([("a", b"x"), ("b", b"yz")])
