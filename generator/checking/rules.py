"""What could endanger a reader -> the rules that look for it, each with its id and the reason; and the words by which they know.

The words are English: what is translated is held to the English by other means. A list of words finds what somebody did
not think of; it does not make a text safe. That takes a reader, best one who was trafficked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from generator.foundation.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.foundation.problems import Place

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of safety. `severity` is what a finding weighs; `why` is the reason, `source` where it was read."""

    id: str
    severity: Severity
    says: str
    why: str
    source: str
    errors_can_be_waived: bool = True


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.id: rule
        for rule in (
            Rule(
                "P01",
                "error",
                "What lies outside on a folded card for people who may be trafficked has no number but 911 and no word that tells what it is about",
                "Victims are watched and searched; who finds the card must not learn from its outside what it is.",
                "In Our Backyard, abolitionnow.com/?p=2739 and ktvz.com, 11 November 2015",
                errors_can_be_waived=False,
            ),
            Rule(
                "P02",
                "error",
                "No number and no address of an enforcement agency on a piece for people who may be trafficked",
                "A tip line takes tips, not calls for help, and the same intake serves immigration enforcement.",
                "omb.report/icr/202512-1653-001; dhs.gov/hsi/tipline",
                errors_can_be_waived=False,
            ),
            Rule(
                "P03",
                "warning",
                "A piece that tells the public what to do also says not to confront anybody",
                "Whoever steps in can endanger the person who is held, and themselves.",
                "transportation.gov/stop-human-trafficking/report; texasattorneygeneral.gov",
            ),
            Rule(
                "P04",
                "error",
                "No link shortener and no tracking parameter in any address",
                "A short link hides where it leads, its owner can turn it elsewhere after the print run, and both tell somebody who opened it.",
                "FBI, ic3.gov/Media/Y2022/PSA220118 (second-hand); fightoendexploitation.org on watched devices",
            ),
            Rule(
                "P05",
                "warning",
                "The texts of an audience read at the school grade that its file asks for, or at most a grade and a half above",
                "Simple words were an unmet need on safety cards.",
                "chad.co.uk; Kincaid and others 1975; Fernández Huerta 1959",
            ),
            Rule(
                "P06",
                "warning",
                "People are called people, not by what was done to them or by their papers",
                "A label shuts out the person who would have to recognize themselves, and it can make a child look like an offender.",
                "nida.nih.gov, Words Matter; Associated Press Stylebook 2016 (second-hand); diversitystyleguide.com",
            ),
            Rule(
                "P07",
                "error",
                "No point on signs of trafficking names race, origin, religion, language or immigration status",
                "They are not signs, and a list that names them turns neighbors into suspects.",
                "dhs.gov/blue-campaign/tacklingtrafficking; jko.jten.mil",
            ),
            Rule(
                "P08",
                "error",
                "No picture of chains, bars, handcuffs or injuries",
                "Such pictures mislead about what trafficking looks like, and they can bring it back to those who lived through it.",
                "Senior Policy Operating Group, Guide for Public Awareness Materials, state.gov",
            ),
            Rule(
                "P09",
                "warning",
                "A piece that promises secrecy also says what may be passed on all the same",
                "The Hotline's staff may have to report harm to a minor or danger; a promise without that is false.",
                "humantraffickinghotline.org/en/report-trafficking",
            ),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, before the waivers. `piece` is AUDIENCE/LAYOUT, or "" for a finding in the content itself."""

    rule: Rule
    problem: Problem
    severity: Severity
    piece: str = ""


def found(rule: str, place: Place, code: str, message: str, hint: str, piece: str = "", severity: Severity | None = None) -> Finding:
    """Return a finding; its hint ends with the rule's id."""
    return Finding(RULES[rule], Problem(place, code, message, f"{hint} ({rule})"), severity or RULES[rule].severity, piece)


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


# P01: what tells a stranger what a card is about.
TELLING = _words(
    r"\w*traffick\w*", r"victim\w*", r"survivor\w*", r"slave\w*", r"enslave\w*", r"exploit\w*", r"prostitut\w*", r"\w*hotlines?", r"\w*helplines?", r"abus\w*",
    r"rape\w*", r"sex\w*", r"forced", r"violence", r"smuggl\w*", r"rescue\w*", r"police", r"crim(?:es?|inal\w*)", r"befree",
)  # fmt: skip
# P04: names of parameters that tell who came from where.
TRACKING = re.compile(
    r"(?:utm|itm|pk|mtm|hsa|oly|vero)_\w+|mc_[ce]id|ml_subscriber\w*|mkt_tok|_hs(?:enc|mi)|__hs\w+|fb_(?:action_ids|ref|source)|_openstat|_g[al]|\w+clid|li_fat_id"
    r"|rdt_cid|gbraid|wbraid|gclsrc|igsh(?:id)?|srsltid|s_kwcid|hsctatracking|trk\w*|campaign_?id|cmpid",
    re.IGNORECASE,
)
# P06: what a person is not, and what to write instead.
LABELS: Mapping[re.Pattern[str], str] = MappingProxyType(
    {
        _words(r"illegal (?:aliens?|immigrants?|migrants?|workers?)", "illegals", "aliens?"): "write 'person without papers' or 'noncitizen'",
        _words(r"(?:child|teen|teenage|underage|juvenile|minor) (?:prostitut\w+|sex workers?)"): "under 18 it is trafficking: write 'child in commercial sex'",
        _words("prostitutes?", "hookers?", "whores?"): "write 'person in commercial sex'",
        _words("sex slaves?", "slaves?"): "write 'person who is held' or 'person who is made to work'",
        _words("addicts?", "junkies?", "drug abusers?", "alcoholics?"): "write 'person who uses drugs' or 'person in recovery'",
        _words("the homeless", "the disabled", "the mentally ill", "runaways"): "say 'people' first: 'people without a home'",
    }
)
VICTIMS = _words("victims?", "victimized", "slaves?")  # on a piece that is put into the hand of the person who is meant
# P07: what is no sign.
SIGN_TOPICS = frozenset({"signs-on-patrol", "control", "signs-in-care", "signs-around-you", "recruitment", "self-check"})
PROFILING = _words(
    "race", "races", r"racial\w*", r"ethnic\w*", r"nationalit(?:y|ies)", r"(?:national|ethnic|country of) origin", "origins?", "accents?", r"religio\w*",
    "skin", "complexion", r"foreign(?:er)?s?", r"foreign-\w+", r"immigra\w+", r"migrants?", r"undocumented", "illegals?", "illegally", "citizenship",
    r"non-?citizens?", "gender", "(?:speaks?|knows?|understands?) (?:no|little|poor) english", "(?:not|cannot|can't) (?:speak|understand) english",
    r"(?:limited|broken|poor) english", "asians?", "africans?", "arabs?", "muslims?", "islamic", r"hispanics?", r"latin[oax]s?", r"mexicans?", r"chinese",
    r"eastern europeans?", "gyps(?:y|ies)", "roma", "headscar(?:f|ves)", "hijabs?", "turbans?",
)  # fmt: skip
# P08: what is never shown.
HARMFUL = _words(
    "chain(?:s|ed)?", r"shackle[sd]?", r"(?:hand)?cuff(?:s|ed)?", r"ropes?", r"cage[sd]?", r"bar ?codes?", r"(?:duct |adhesive )?tape[sd]?", r"bruise[sd]?",
    r"bars", r"barred", r"barbed", r"padlock(?:s|ed)?", r"gag(?:s|ged)?", r"nooses?", r"whips?", r"blood(?:y|ied)?", r"wound(?:s|ed)?", r"injur(?:y|ies|ed)",
    r"beaten", r"prison", r"slaves?",
)  # fmt: skip
# P09: what promises secrecy.
PROMISES = _words(
    r"confidential(?:ly|ity)?", r"anonym\w+", r"(?:do not|don[’']t|need not|never) (?:have to |need to )?(?:give|say|tell|share) (?:us |them )?(?:your|a|any) name",
    r"no name(?: is)? needed", r"without (?:giving )?(?:your|a) name", r"(?:stays?|keeps? it|kept|in) secret", r"nobody will (?:know|find out)",
)  # fmt: skip
