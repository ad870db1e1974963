"""What Excel and its kin save is read as it was meant, or refused with the cell and the reason."""

from __future__ import annotations

import pytest

from generator.foundation.problems import Problems
from generator.partners.tables import read_table

COLUMNS = ("name", "line", "phone")


def table(tmp_path, data: bytes | str):
    path = tmp_path / "table.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_table(path, COLUMNS.__contains__, COLUMNS, needed=("name",))


def problems(tmp_path, monkeypatch, data: bytes | str) -> list[str]:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Problems) as caught:
        table(tmp_path, data)
    return [str(one) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        ("name,line\nCafé Ana,open late\n", ()),
        ("name,line\r\nCafé Ana,open late\r\n\r\n,\r\n", ()),
        (b"\xef\xbb\xbfname,line\nCaf\xc3\xa9 Ana,open late\n", ()),
        ("name;line\nCafé Ana;open late\n", ("its columns are parted by semicolons",)),
        ("name\tline\nCafé Ana\topen late\n", ("its columns are parted by tabs",)),
        (
            "name;line\nCafé Ana;open late\n".encode("cp1252"),
            ("it is not UTF-8 and was read as Windows-1252; look at the accents", "its columns are parted by semicolons"),
        ),
        ("name\tline\r\nCafé Ana\topen late\r\n".encode("utf-16"), ("it is UTF-16, as Excel's 'Unicode Text' is", "its columns are parted by tabs")),
        ("Name , LINE\n Café\u00a0Ana ,open  late\n", ()),
        ('name,line\n"Café\nAna","open late"\n', ()),
    ],
)
def test_every_way_of_saving_gives_the_same_rows(tmp_path, data, notes):
    found = table(tmp_path, data)
    assert (("name", "line"), ((2, ("Café Ana", "open late")),), notes) == (found.columns, found.rows, found.notes)


def test_a_line_that_names_the_separator_keeps_the_rows_numbers(tmp_path):
    found = table(tmp_path, "sep=;\nname;line\nA;b\n")
    assert (found.columns, found.rows) == (("name", "line"), ((3, ("A", "b")),))


def test_a_semicolon_inside_quotation_marks_parts_nothing(tmp_path):
    assert table(tmp_path, 'name,line\nA,"b; c; d; e"\n').rows == ((2, ("A", "b; c; d; e")),)


def test_an_apostrophe_that_told_the_spreadsheet_text_is_taken_off_a_number_and_left_on_a_word(tmp_path):
    assert table(tmp_path, "name,phone\n'Ohana,'+1312\n").rows == ((2, ("'Ohana", "+1312")),)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "table.csv: this table is empty; 'makecards batch --template' prints its first two lines"),
        ("name\n", "table.csv: this table has no rows below the names of its columns"),
        ("name,lin\nA,b\n", "table.csv:1:2: there is no column 'lin'; did you mean 'line'?"),
        ("line\nb\n", "table.csv:1: the column 'name' is missing"),
        ("name,name\nA,b\n", "table.csv:1:2: the column 'name' is there twice"),
        ("name,\nA,b\n", "table.csv:1:2: this column has no name; known: name, line, phone"),
        ("name,line\nA\n", "table.csv:2: this row has 1 cells, and there are 2 columns; is something missing?"),
        ("name,line\nA,b,c\n", "table.csv:2: this row has 3 cells, and there are 2 columns; a cell with a comma in it needs quotation marks around it"),
        ('name,line\nA,"b\n', "table.csv:2: this row cannot be read: unexpected end of data; is a quotation mark missing, or one too many?"),
        (b"PK\x03\x04rest", "table.csv: this is a spreadsheet's own file, not CSV; in Excel: File, Save As, CSV UTF-8"),
        (b"name\nA\0B\n", "table.csv: this is not text in UTF-8 or Windows-1252; in Excel: File, Save As, CSV UTF-8"),
        (b"name\nA\x81\n", "table.csv: this is not text in UTF-8 or Windows-1252; in Excel: File, Save As, CSV UTF-8"),
        (
            "name,phone\nA,1.89E+10\n",
            "table.csv:2:2: a spreadsheet turned a number into '1.89E+10'; its last digits are lost; format the column as Text, type it again, and save as CSV",
        ),
        (
            'name,phone\nA,"1,89E+10"\n',
            "table.csv:2:2: a spreadsheet turned a number into '1,89E+10'; its last digits are lost; format the column as Text, type it again, and save as CSV",
        ),
        ("name,line\nA,#REF!\n", "table.csv:2:2: the spreadsheet shows an error in place of a value: '#REF!'; mend its formula, or type the value"),
        ("name,line\nA,=B2\n", "table.csv:2:2: '=B2' is a formula, not a value; copy the column and paste it as values"),
        (
            "name,line\nA,CafÃ©\n",
            "table.csv:2:2: the letters of 'CafÃ©' were broken when it was saved; was 'Café' meant? Type it again, then in Excel: File, Save As, CSV UTF-8",
        ),
        ("name,line\nA,b\x07\n", "table.csv:2:2: an invisible or control character is hidden in this cell; retype it"),
    ],
)
def test_what_cannot_be_meant_is_named_with_its_cell(tmp_path, monkeypatch, data, says):
    assert [says] == problems(tmp_path, monkeypatch, data)


def test_all_that_is_wrong_is_said_at_once(tmp_path, monkeypatch):
    found = problems(tmp_path, monkeypatch, "name,phone\nA,1E+10\nB,#N/A\n=C1,\n")
    assert [one.split(": ")[0] for one in found] == ["table.csv:2:2", "table.csv:3:2", "table.csv:4:1"]


def test_cells_are_named_as_spreadsheets_name_them(tmp_path):
    found = table(tmp_path, "name\nA\n")
    places = [found.place(5, "name"), type(found.place(5, "name"))("t", 7, 27), type(found.place(5, "name"))("t", 8, 703)]
    assert [found.cell_name(place) for place in places] == ["A5", "AA7", "AAA8"]
