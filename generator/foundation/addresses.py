"""A web address or a telephone number -> what a browser, a phone or a QR code opens, and what people call the site."""

from __future__ import annotations


def full_address(address: str) -> str:
    """Return an address with its scheme: https:// if it is written without one, as people say it."""
    return address if ":" in address.split("/", 1)[0] else f"https://{address}"


def phone_address(number: str, channel: str = "voice") -> str:
    """Return what a phone opens when a person taps a number: a call (RFC 3966), or a message on the text channel (RFC 5724)."""
    return f"{'sms' if channel == 'text' else 'tel'}:{number}"


def site_of(address: str) -> str:
    """Return the site that an address belongs to, as people say it: dhs.gov."""
    return address.split("://", 1)[-1].split("/", 1)[0].removeprefix("www.")


def qr_address(address: str) -> str:
    """Return the address for a QR code. A bare host is written in capitals, which make a smaller code and mean the same."""
    full = full_address(address)
    host = full.split("://", 1)[1].rstrip("/")
    return full.rstrip("/").upper() if "/" not in host else full
