"""A made-up partner with a number of its own, and the shop that prints in its name."""

from __future__ import annotations

from dataclasses import replace

from shipping import LIBRARY, SHOP

from generator.library.models import Contact, Partner, Source
from generator.library.partners import joined, settled
from generator.making.shop import Shop


def partner(name: str = "Harbor House", number: str = "+13125550142", **more: object) -> Partner:
    source = Source(title="Contact page", address="https://harborhouse.example.org/contact", read_on="2026-11-24")
    contact = Contact(
        id="line",
        name=f"{name} advocate",
        short=name[:20],
        operator=name,
        purposes=("trafficking-help",),
        voice=number,
        call_for="A bed tonight",
        source=source,
        seen="operator",
        read_on="2026-11-24",
        verify_by="2027-05-24",
    )
    given = {"id": "house", "name": name, "line": "A shelter", "web": "harborhouse.example.org", "contacts": {"line": contact}, **more}
    return settled(Partner(**given))


def shop_of(one: Partner) -> Shop:
    return replace(SHOP, library=joined(LIBRARY, one), partner=one, themes={})
