"""An address -> the dark modules of a QR code of a given size, or the reason why a phone could not read it."""

from __future__ import annotations

from functools import lru_cache

from generator.foundation.cache import key_of, read_kept, store
from generator.foundation.measures import MM
from generator.foundation.problems import Place, problem

QUIET_ZONE = 4  # modules on each side (ISO/IEC 18004)
WORTH_KEEPING = 4  # codes of a process: a batch may have thousands
_SEEN: set[str] = set()
SMALLEST_MODULE = 0.4 * MM  # points; office printers at 300 dpi still draw it with more than four dots


@lru_cache(maxsize=4096)
def _modules(address: str) -> tuple[int, tuple[tuple[tuple[int, int], ...], ...]]:
    rows = []
    for modules in _matrix(address):
        runs: list[tuple[int, int]] = []
        for column, dark in enumerate(modules):
            if not dark:
                continue
            if runs and sum(runs[-1]) == column:
                runs[-1] = (runs[-1][0], runs[-1][1] + 1)
            else:
                runs.append((column, 1))
        rows.append(tuple(runs))
    return len(rows), tuple(rows)


def _matrix(address: str) -> list[bytes]:
    """Return the modules of a code, row by row, 1 for a dark one. The first few of a process are kept for the next: most pieces have the Hotline's."""
    key = key_of("code", address)
    kept = read_kept("code", key) if len(_SEEN) < WORTH_KEEPING else None
    rows = [bytes(row) for row in (kept or b"").split(b"\n") if row]
    if rows and all(len(row) == len(rows) and set(row) <= {48, 49} for row in rows):
        return [bytes(module - 48 for module in row) for row in rows]
    import segno

    matrix = [bytes(row) for row in segno.make_qr(address, error="m", boost_error=False).matrix]
    if len(_SEEN) < WORTH_KEEPING:
        _SEEN.add(address)
        store("code", key, b"\n".join(bytes(module + 48 for module in row) for row in matrix))
    return matrix


def qr_modules(address: str, across: float, place: Place) -> tuple[int, tuple[tuple[tuple[int, int], ...], ...]]:
    """Return how many modules a code has on a side, and for each row its dark runs (first module, how many).

    `across` is the width of the code with its quiet zone in points. Raises Problems if a module would be under 0.4 mm.
    """
    count, rows = _modules(address)
    module = across / (count + 2 * QUIET_ZONE)
    if module < SMALLEST_MODULE - 0.001:
        needed = SMALLEST_MODULE * (count + 2 * QUIET_ZONE) / MM
        raise problem(
            place,
            "E506",
            f"the QR code for {address} would have modules of {module / MM:.2f} mm; 0.40 mm is the least",
            f"make it {needed:.1f} mm or more, or use a shorter address",
        )
    return count, rows
