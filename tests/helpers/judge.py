"""What a validator that is not ours finds in finished files."""

from __future__ import annotations

import page

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def failures(files: dict[str, bytes]) -> list[str]:
    """What the judge finds in the PDFs among these files, in both standards that they claim."""
    reports = [(name, page.validate_pdf_bytes(data, profile=profile)) for name, data in files.items() if name.endswith(".pdf") for profile in PROFILES]
    return [f"{name}: {report.profile}: {failure.rule_id}: {failure.message}" for name, report in reports for failure in report.failures]
