"""What a digit may be on a page, besides a part of a contact's number: each kind with its form and the reason why it may stand.

This is the whole list. Whatever is not of one of these kinds is refused, so a new kind of honest digit is a new row here,
and no row may have the form of something that can be dialled. The forms are those of folded text (`folding.py`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun[e.]?|Jul[y.]?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY"
    "|PR|GU|VI|AS|MP"
)
STREETS = (
    "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Place|Pl|Square|Sq|Highway|Hwy|Parkway|Pkwy|Terrace|Plaza|Broadway|Trail|Circle"
    "|Alley|Row|Walk|Pike|Turnpike|Loop|Crescent|Close|Quay"
)
# What is counted, where three or four digits stand before it. A word in small letters that ends in s counts too.
UNITS = (
    "people|person|men|women|children|members|more|or more|others|percent|euros?|dollars?|miles?|km|feet|ft|in|inch|inches|mm|cm|pt|dpi|KB|MB|staff|police|of them|of the"
    "|languages|words|letters|copies|cards|sheets|pages|hours|days|weeks|months|years|beds|families|cases|calls|agencies|countries|counties|cities|schools|hotels"
)
# Emergency and service numbers of all countries: no counts, unless what is counted is plain (ITU-T E.161.1 and the national plans).
EMERGENCY = "|".join([*(f"{n}11" for n in range(1, 10)), "000", "112", "988", "999", *map(str, range(100, 200))])
# Words behind which a few digits are something to dial, whatever else they might be.
DIAL = re.compile(
    r"(?:\b(?:call|calls|calling|dial|dials|phone|phones|telephone|tel|ring|text|texts|texting|sms|fax|ph|mobile|cell|whatsapp|signal|hotline|helpline|press"
    r"|emergency|urgences?|emergencia|ambulance|samu|pompiers|sos|llame|llama|llamar|marque|marca|teléfono|telefono|appelez|appeler|composez|téléphone|ligue|telefone"
    r"|notruf|rufen|anrufen|chiamate|chiamare|zadzwoń|rele|tumawag|tawagan|gọi|nhắn)\b|☎|📞|📱|звоните|позвоните|телефон|拨打|致电|电话|打|電話|اتصل|هاتف|कॉल|फ़ोन|전화|โทร)"
    r"[:.]?\s*(?:(?:us|at|now|me|on|to|al|le|au|el|la|o|or|the|is|free|toll-free|número|numero|number|[A-Z]{2,10})\s+){0,3}[^\w]{0,3}$",
    re.IGNORECASE,
)


class DigitKind(NamedTuple):
    """A kind of digits that cannot be dialled: its name, its form, where it may stand, and why.

    `where` is "" for anywhere, else the field that it belongs to: address, name, a kit's list, or a text that was
    translated. `firm` kinds say by their form what they
    are; the others give way where a word before them asks to dial, and where they stand in a row with other digits.
    """

    name: str
    form: re.Pattern[str]
    why: str
    where: str = ""
    firm: bool = True


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?:{pattern})(?![\w]|[,.]\d)")


KINDS = (
    DigitKind("always open", _form(r"24\s?[/x]\s?7(?:\s?/\s?365)?"), "hours, known as such everywhere"),
    DigitKind("hours", _form(r"24[ -](?:hours?|hrs?|h|horas|heures|Stunden|ore|часа|ساعة|घंटे|giờ|èdtan|oras|ชั่วโมง)\b"), "a day's hours"),
    DigitKind("hours", re.compile(r"(?<!\d)24\s?(?:小时|小時|時間|시간|ชั่วโมง)"), "a day's hours"),
    DigitKind("date", _form(rf"{MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s(?:19|20)\d\d)?"), "a day with its month"),
    DigitKind("date", _form(rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s{MONTHS},?(?:\s(?:19|20)\d\d)?"), "a day with its month"),
    DigitKind("date", _form(rf"{MONTHS},?\s(?:19|20)\d\d"), "a month with its year"),
    DigitKind("date", _form(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"), "a day, ISO 8601"),
    DigitKind("date", _form(r"(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|[12]\d|3[01])[./](?:19|20)\d\d"), "a day in digits"),
    DigitKind("date", re.compile(r"(?<!\d)(?:19|20)\d\d\s?[年년]\s?\d{1,2}\s?[月월]\s?(?:\d{1,2}\s?[日일])?"), "a day in Chinese, Japanese or Korean"),
    DigitKind("years", _form(r"(?:19|20)\d\d(?:\s?-\s?|\sto\s)(?:19|20)?\d\d"), "from a year to a year"),
    DigitKind(
        "time",
        _form(
            r"(?:[01]?\d|2[0-4])(?::[0-5]\d)?\s?(?:a\.?m\b\.?|p\.?m\b\.?|o'clock|Uhr|h)(?:\s?(?:-|to)\s?(?:[01]?\d|2[0-4])(?::[0-5]\d)?\s?(?:a\.?m\b\.?|p\.?m\b\.?|Uhr|h)?)?"
        ),
        "a time of day",
    ),
    DigitKind(
        "time", _form(r"(?:[01]?\d|2[0-4])(?::[0-5]\d)?\s?(?:-|to)\s?(?:[01]?\d|2[0-4])(?::[0-5]\d)?\s?(?:a\.?m\b\.?|p\.?m\b\.?|Uhr|h)"), "a time of day"
    ),
    DigitKind("time", _form(r"(?:[01]?\d|2[0-4]):[0-5]\d(?:\s?(?:-|to)\s?(?:[01]?\d|2[0-4]):[0-5]\d)?"), "a time of day"),
    DigitKind("price", re.compile(r"(?<![\w])[$€£¥₹]\s?(?:\d{1,4}|\d{1,3}(?:,\d{3}){1,2})(?:\.\d\d)?(?![\w]|[,.]\d)"), "money behind its sign"),
    DigitKind("price", _form(r"(?:\d{1,4}|\d{1,3}(?:[,.]\d{3}){1,2})(?:[.,]\d\d)?\s?(?:€|EUR|USD|CHF|dollars|euros|pesos|francs)"), "money before its name"),
    DigitKind("share", re.compile(r"(?<![\w])\d{1,3}(?:[.,]\d{1,2})?\s?(?:%|percent\b|per cent\b)"), "a part of a hundred"),
    DigitKind(
        "statute",
        _form(
            r"\d{1,2}\s(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.)?|C\.?\s?F\.?\s?R\.?|Stat\.|F\.R\.|Fed\.\sReg\.)(?:\s(?:§{1,2}|[Ss]ections?|[Pp]arts?))?\s?\d{1,5}[a-z]{0,2}(?:[.-]\d{1,3}[a-z]?)?(?:\(\w{1,4}\))*"
        ),
        "a law's citation",
    ),
    DigitKind("statute", re.compile(r"§{1,2}\s?\d{1,5}[a-z]{0,2}(?:[.:-]\d{1,4}[a-z]?){0,3}(?:\(\w{1,4}\))*(?![\w])"), "a law's section"),
    DigitKind("statute", _form(r"(?:Public\sLaw|Pub\.\s?L\.|P\.\s?L\.)(?:\sNo\.)?\s\d{2,3}-\d{1,3}"), "an act's number"),
    DigitKind(
        "statute",
        _form(
            r"(?:[Ss]ections?|[Ss]ec\.|[Tt]itle|[Aa]rticle|[Aa]rt\.|[Cc]hapter|[Cc]h\.|[Cc]ode|[Pp]art|[Rr]ule|[Pp]enal\sCode|Order|Act)\s(?:No\.\s?)?\d{1,5}[a-z]{0,2}(?:[.-]\d{1,3}[a-z]?){0,2}(?:\(\w{1,4}\))*"
        ),
        "a law's citation",
    ),
    DigitKind("statute", _form(r"(?:H\.\s?R\.|S\.|H\.B\.|S\.B\.|HB|SB|AB)\s?\d{1,4}"), "a bill's number"),
    DigitKind(
        "document",
        _form(
            r"(?:OMB|GAO|ICR|NCJ|ISO|DOJ|OVC|(?:collection\s)?request|[Dd]ocket|[Rr]eport|[Cc]ase|[Ff]orm)(?:\s(?:No\.|number|control\snumber))?[\s-]?(?:[A-Z]{1,3}-)?\d{1,6}(?:-\d{1,5}){0,3}[A-Z]?"
        ),
        "a document's number, behind what it is",
    ),
    DigitKind(
        "measure",
        _form(r"\d{1,3}(?:[.,]\d{1,2})?(?:\s?[x×]\s?\d{1,3}(?:[.,]\d{1,2})?){0,2}\s?(?:in|inch|inches|mm|cm|m|km|ft|feet|pt|kg|lbs?|dpi|miles?|MB|KB|px)"),
        "a size with its unit",
    ),
    DigitKind(
        "house number",
        _form(
            rf"\d{{1,5}}[A-Za-z]?(?:-\d{{1,3}})?\s(?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.?\s)?(?:(?:[A-Z][\w'.-]*|\d{{1,3}}(?:st|nd|rd|th))\s){{0,4}}(?:{STREETS})\.?"
        ),
        "a house in a street",
    ),
    DigitKind(
        "house number", _form(r"(?:Route|Rte\.?|Highway|Hwy\.?|Interstate|US|State\sRoad|County\sRoad|Exit|Mile)[\s-]\d{1,3}[A-Z]?"), "a road by its number"
    ),
    DigitKind("ordinal", _form(r"\d{1,3}(?:st|nd|rd|th|º|ª|er|e|ème)"), "first, second, third"),
    DigitKind("box", re.compile(r"(?<![\w])(?:P\.?\s?O\.?\s?)?(?:Box|BOX|Postfach|Apartado|Boîte\spostale|BP)\s\d{1,6}(?![\w-])"), "a box at a post office"),
    DigitKind(
        "room",
        re.compile(
            r"(?<![\w])(?:Suite|Ste\.?|Room|Rm\.?|Apartment|Apt\.?|Unit|Floor|Fl\.|Building|Bldg\.?|Door|Gate|Ward|Window|Oficina|Piso|Local)\s?#?\d{1,5}[A-Z]?(?![\w-])|(?<![\w])#\s?\d{1,4}[A-Z]?(?![\w-])"
        ),
        "a door inside a house",
        firm=False,
    ),
    DigitKind("postcode", _form(rf"(?:{STATES})\.?\s\d{{5}}(?:-\d{{4}})?"), "a ZIP code behind its state"),
    DigitKind(
        "postcode",
        _form(
            r"[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|\d{4}\s[A-Z]{2}|(?:A|B|CH|D|F|FIN|I|L|N|S|DK|NL|PL|CZ|E|P|H|SK|SI|HR|LT|LV|EE)-\d{4,5}"
        ),
        "a postcode with letters",
    ),
    DigitKind(
        "postcode", _form(r"\d{5}-\d{4}|\d{5}-\d{3}|\d{4}-\d{3}|\d{2}-\d{3}|\d{3}\s\d{2}"), "a postcode, where an address is written", "address", firm=False
    ),
    DigitKind(
        "postcode or house", _form(r"\d{1,5}[A-Za-z]?(?:[-/]\d{1,3}[A-Za-z]?)?"), "a postcode or a house, where an address is written", "address", firm=False
    ),
    DigitKind("postcode", _form(r"\d{6}"), "a postcode of six digits, where an address is written", "address", firm=False),
    DigitKind(
        "count in another language",
        _form(r"(?!(?:[1-9]11|000|112|119|999|988)(?!\d))\d{1,4}\+?"),
        "a count, in a language whose units nobody here knows; its English was judged",
        "translated",
        firm=False,
    ),
    DigitKind("in a list", _form(r"\d{1,3},\d{3}|[A-Z]?\d{1,5}"), "a number of pieces or of a stock, on the lists that go with a kit", "list", firm=False),
    DigitKind("name", _form(r"#?\d{1,5}(?:st|nd|rd|th)?"), "a part of somebody's name", "name", firm=False),
    DigitKind("count", re.compile(rf"(?<![\w])(?:\d{{1,4}}|\d{{1,3}}(?:[,.]\d{{3}}))\+?[ -](?:{UNITS})\b"), "a count with what is counted", firm=False),
    DigitKind(
        "count",
        re.compile(r"(?<![A-Za-z\d_.,])\d{1,4}\+?\s?(?:多|余|餘|种|種|个|個|人|名|家|年|月|天|日|岁|歲|条|張|张|页|頁|分钟|세|개|명|년|월|일|年間|つ)"),
        "a count with what is counted, in Chinese, Japanese or Korean",
        firm=False,
    ),
    DigitKind(
        "count",
        re.compile(rf"(?<![\w])(?!(?:{EMERGENCY})\s)(?:\d{{1,4}}|\d{{1,3}}(?:[,.]\d{{3}}))\+?\s(?:[a-z]+\s)?[a-z]+s\b"),
        "a count with what is counted",
        firm=False,
    ),
    DigitKind(
        "place in a row",
        _form(
            r"(?:pages?|p\.|[Ss]tep|[Ll]esson|[Qq]uestion|[Ii]tem|[Ss]ide|[Ss]heet|[Pp]anel|[Cc]ard|[Pp]age|[Pp]art|[Vv]olume|[Vv]ersion|[Cc]lass|[Gg]rade|[Aa]ged?|BY)\s\d{1,3}(?:\.\d{1,2})?"
        ),
        "which of several",
        firm=False,
    ),
    DigitKind(
        "stock",
        _form(r"(?:Avery|avery|Zweckform|Herma|HERMA|Sigel|OL|MACO|DIN|C|L|SP)[\s-]?[A-Z]{0,2}\d{2,5}(?:-\d{1,3})?"),
        "a sheet of cards by its maker's number",
    ),
    DigitKind("label", _form(r"[A-Z]{1,2}-?\d{1,3}[A-Z]?"), "a name of a letter and a few digits: A4, H-2A, I-914", firm=False),
    DigitKind("in a word", re.compile(r"(?<=[^\W\d_])\d(?=[^\W\d_])"), "one digit between letters: Know2Protect"),
    DigitKind("year", _form(r"(?:19|20)\d\d"), "a year", firm=False),
    DigitKind("decimal", _form(r"\d{1,2}[.,]\d{1,2}"), "a part of a whole, a section", firm=False),
    DigitKind("small number", re.compile(r"(?<![A-Za-z\d.,_])\d{1,2}(?![A-Za-z\d_]|[,.]\d)"), "one or two digits by themselves", firm=False),
)
