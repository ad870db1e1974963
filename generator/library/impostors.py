"""A partner's names, ids and addresses -> which of them imitate the registry's: nobody may stand before the Hotline.

A partner's file comes from outside. It can add contacts of its own; it can neither replace one of the registry, nor vouch
for a number that looks like one of the registry's, nor call itself or a contact by such a name, nor lead to a site that
looks like one. It knows no page and no file.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from generator.foundation.addresses import full_address, site_of
from generator.foundation.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.foundation.problems import Place
    from generator.library.models import Contact, Partner

ALIKE_ENOUGH = 0.9  # of two names: a letter or two in a long one
LONG_NAME = 12  # letters of a name that nobody has by chance
# Letters of other scripts that look like ours, and digits that stand for letters.
LOOK_ALIKE = str.maketrans(dict(zip("аеорсухіѕԁһјԛνωοαι0135", "aeopcyxisdhjqvwoaioies", strict=True)))
# Sites whose addresses lead elsewhere, and makers of QR codes that lead through their own.
SHORTENERS = re.compile(
    r"(?:.+\.)?(?:1\.usa\.gov|aka\.ms|bit\.do|bit\.ly|bitly\.com|bl\.ink|buff\.ly|cutt\.ly|dlvr\.it|fb\.me|forms\.gle|g\.co|go\.usa\.gov|goo\.gl|hubs\.ly|ift\.tt|is\.gd"
    r"|j\.mp|lnkd\.in|me-qr\.com|ow\.ly|q-r\.to|qr\.ae|qr\.io|qrco\.de|qrfy\.com|qrs\.ly|rb\.gy|rebrand\.ly|s\.id|scnv\.io|short\.io|shorturl\.at|smarturl\.it|soo\.gd|t\.co"
    r"|t\.ly|t2m\.io|tiny\.cc|tiny\.one|tinyurl\.com|trib\.al|urlz\.fr|v\.gd|x\.co)"
)
VOUCH = "whoever keeps the registry says so in its own file, after a look at both"


def impostors(partner: Partner, registry: Mapping[str, Contact]) -> Iterator[Problem]:
    """Yield what in a partner imitates the registry. `registry` has the contacts that are no partner's."""
    yield from _addresses(partner.place, (partner.web,), registry)
    yield from _names(partner.place, (partner.name, partner.line), registry)
    for contact in partner.contacts.values():
        if contact.id in registry:
            message = f"the contact '{contact.id}' would take the place of one of the registry"
            yield Problem(contact.place, "E250", message, "give the contact or the file another name")
        for key, named in (("near", contact.near), ("same_as", (contact.same_as,) if isinstance(contact.same_as, str) else ())):
            for one in named:
                if one in registry:
                    yield Problem(contact.place, "E251", f"'{key}' cannot vouch for a number that looks like that of '{one}'", VOUCH)
        yield from _names(contact.place, (contact.name, contact.short), registry)
        yield from _addresses(contact.place, (contact.web, contact.chat, contact.form), registry)


def _names(place: Place, names: tuple[object, ...], registry: Mapping[str, Contact]) -> Iterator[Problem]:
    for name in names:
        if isinstance(name, str) and (like := next((one for one in registry.values() if _is_like(name, one)), None)):
            yield Problem(place, "E252", f"'{name}' reads like '{like.name}', which is in the registry", "use a name that nobody takes for it")


def _is_like(name: str, contact: Contact) -> bool:
    """Tell whether a name reads like that of a contact: the same letters, nearly the same, or all of them in it."""
    said = _letters(name)
    for own in {_letters(contact.name), _letters(contact.short)}:
        if len(own) >= LONG_NAME and (own == said or SequenceMatcher(None, own, said).ratio() >= ALIKE_ENOUGH):
            return True
    whole = _letters(contact.name)
    return len(whole) >= 2 * LONG_NAME and whole in said


def _letters(name: str) -> str:
    """Return the letters of a name as they look: one case, one script, without accents."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LOOK_ALIKE))
    return "".join(one for one in plain if one.isalpha())


def _addresses(place: Place, addresses: tuple[object, ...], registry: Mapping[str, Contact]) -> Iterator[Problem]:
    known = {site_of(full_address(address)).lower() for one in registry.values() for address in (one.web, one.chat, one.form) if isinstance(address, str)}
    for address in addresses:
        if not isinstance(address, str):
            continue
        site = re.split("[?#:]", site_of(full_address(address)).lower())[0]
        if SHORTENERS.fullmatch(site):
            yield Problem(place, "E266", f"the address {address} is one of a link shortener", "give the address that it leads to")
        elif "@" in address or "xn--" in site or (site not in known and (like := next((one for one in sorted(known) if _imitates(site, one)), ""))):
            told = f"looks like {like}, which is in the registry" if "@" not in address and "xn--" not in site else "hides where it leads"
            yield Problem(place, "E253", f"the address {address} {told}", "give the address as the site itself writes it")


def _imitates(site: str, known: str) -> bool:
    """Tell whether a site looks like a known one: that with more behind it, or the same but for a letter or two."""
    if site.endswith(f".{known}"):
        return False  # a part of the known site itself
    if f".{known}." in f".{site}." or known.replace(".", "-") in site:
        return True
    own, other = _letters(known.rsplit(".", 1)[0]), _letters(site.rsplit(".", 1)[0])
    return len(own) >= LONG_NAME and SequenceMatcher(None, own, other).ratio() >= ALIKE_ENOUGH
