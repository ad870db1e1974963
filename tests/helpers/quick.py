"""The quick part of the suite, `pytest --quick`: what shows in half a minute whether makecards goes with the libraries that are installed.

Every library is used here as the program uses it: content is read, numbers are judged, layouts filled, pages set, cards
imposed, PDF files made, bound, read back and looked at, pictures and QR codes with them, in several languages, for a table
of partners, from the command line. .ci/environments runs it with several versions of each. This is the only place that says
what belongs to it: a room and a module, as in tests/ROOM/test_MODULE.py.
"""

QUICK = {
    "library": ("nodes", "numbers", "partners", "read", "references", "stored", "values"),  # YAML, msgspec, telephone numbers, logos
    "looks": ("fonts", "theme_files"),
    "languages": ("catalogues", "dates"),
    "markup": ("compose", "layouts", "parser"),  # Jinja
    "typesetting": ("blocks", "directions", "images", "lay_out", "qr", "tables"),
    "pdf": ("canvas", "fonts", "identity", "merge", "preflight", "press", "profiles", "structure"),  # reportlab, pikepdf
    "imposition": ("impose", "sheets"),
    "making": ("editions",),
    "proof": ("pixels", "prove", "spots"),  # pdfium, Pillow, the reader of QR codes
    "tasks": ("dialling", "schemas"),  # ruamel.yaml
    "partners": ("batch", "rows", "tables"),
    "command": ("cli", "progress", "reporting"),  # click, rich
    "whole": ("docs", "environments", "goldens", "reference"),
}
FILES = frozenset(f"{room}/test_{module}.py" for room, modules in QUICK.items() for module in modules)


def is_quick(room: str, file: str) -> bool:
    return f"{room}/{file}" in FILES
