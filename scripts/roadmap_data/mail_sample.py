"""A small, masked sample of the SpamAssassin public mail corpus: excerpts of raw mail that one may show.

Real people wrote these mails, most of them to public lists. What names or reaches them (addresses, hosts, numbers,
names of senders) becomes `#`; texts are cut; mail with obscene words is left out.
"""

import base64
import csv
import email
import html
import io
import quopri
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

FIRST, LAST = date(2002, 7, 1), date(2002, 9, 30)
"""The three months in which both spam and other mail arrived in number."""
EXCERPT = 600
"""So many characters of each text are kept: the first three quarters from its start, the last from its end."""

ADDRESS = re.compile(r"[\w.+=%-]+@[\w.-]*|\S+ at \S+ dot \S+")
LINK = re.compile(r"(?i)\b(https?|ftp)://[^\s/<>\"'?)]*([^\s<>\"'?)]{0,40})[^\s<>\"')]*")
HOST = re.compile(
    r"(?i)\bwww\.[\w.-]+|\b(?:[\w-]+\.)+(?:com|net|org|edu|gov|mil|info|biz|ie|uk|de|fr|us|ca|au|nl|ru|cn|kr|jp|it|se|no|dk|nz|at|ch)\b"
)
NEAR = re.compile(r"(?<!\S)#(?: [A-Z]\.)? [A-Z][a-z]+|\S+ at #")
"""What stands beside something masked: a second name, or the name of a mailbox."""
INTRODUCED = re.compile(r"((?i:my name is)|I am (?:Mr|Mrs|Dr)\.?) +[A-Z]\w*(?: [A-Z]\w*)*")
QUOTED = re.compile(r"(?m)^.*\b(wrote|writes|write):?$")
FIELD = re.compile(r"(?im)^([> ]*(?:from|to|cc|reply-to|sent by):).*")
STREET = re.compile(r"\b\d+ (?:[A-Z]\w+ ){1,2}(?:Street|St|Road|Rd|Avenue|Ave|Drive|Lane)\b[^\n<]*")
NUMBER = re.compile(r"\+?\(?\d[\d\s().-]{5,}\d")
OBSCENE = re.compile(
    r"(?i)\b(xxx|porn\w*|sex\w*|nud(e|ity)|naked|puss(y|ies)|cocks?|penis\w*|fuck\w*|shit\w*|bitch\w*|lesbian\w*|"
    r"incest\w*|cum|horny|sluts?|whores?|viagra|erect\w*|orgasm\w*|breasts?|virgins?|masturbat\w*|nigg\w*|fagg\w*|"
    r"rape[ds]?|adults?|erotic\w*|hardcore|cunts?|tits?|dildos?|bang|babes?|escorts?|hookers?|prostitut\w*|"
    r"p(a)?edophil\w*|bestial\w*|suicid\w*)\b"
)
WORD = re.compile(r"[^\W\d_]+")
PUBLIC_NAMES = frozenset(
    {"Alert", "Butterfly", "Checker", "Conferences", "Dell", "French", "God", "Hat", "Ireland", "Labs", "Linux", "Mac"}
    | {"Mail", "Mozilla", "News", "Perl", "Red", "Security", "Sun", "Uncle", "Washington"}
)
"""Words in the names of senders that are not people."""
ENGLISH = frozenset({"the", "and", "you", "of", "is", "this", "your", "for", "with"})
KEPT_TAGS = frozenset({"p", "br", "a", "h1", "h2", "h3", "li"})
FREE_MAIL = frozenset({"hotmail.com", "yahoo.com", "aol.com", "msn.com", "sneakemail.com", "slashnull.org"})


@dataclass(frozen=True)
class Text:
    """One readable part of a mail."""

    kind: str
    """`plain` or `html`."""
    encoding: str
    content: str

    def words(self) -> str:
        """Return the text without markup."""
        return visible(self.content) if self.kind == "html" else self.content


@dataclass(frozen=True)
class Mail:
    """A mail of the corpus with its texts decoded."""

    folder: str
    name: str
    """The checksum in its file name, in hexadecimal: as good as drawn by lot."""
    arrived: date
    message: Message
    texts: tuple[Text, ...]

    @property
    def spam(self) -> bool:
        """Whether it lies in a folder of spam."""
        return self.folder.startswith("spam")

    @property
    def subject(self) -> str:
        """The decoded subject in one line."""
        return header(self.message, "Subject")

    @property
    def all_words(self) -> str:
        """Subject and texts without markup."""
        return " ".join([self.subject, *(text.words() for text in self.texts)])


def mail_table(members: Mapping[str, bytes]) -> bytes:
    """Write one mail a row: day of arrival, 1 for spam, where it came from, and the masked excerpt as raw mail."""
    mails = sorted(read_all(members), key=lambda mail: mail.arrived)
    mask = Masker(mails)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["arrived", "spam", "source", "raw"])
    kept = list(worth_keeping(mails))
    named = Counter(publisher(mail.message) for mail in kept)
    for mail in kept:
        source = origin(mail, named)
        if source.startswith(("list", "feed")) and int(mail.name, 16) % 2:
            continue
        texts = [Text(text.kind, text.encoding, mask(excerpt(text.content))) for text in mail.texts]
        table.writerow([mail.arrived.isoformat(), int(mail.spam), source, raw(mail, mask(mail.subject), texts)])
    return out.getvalue().encode()


def read_all(members: Mapping[str, bytes]) -> Iterator[Mail]:
    """Yield the mails with readable text that arrived in the three months, in the order of their paths."""
    for path, content in members.items():
        message = email.message_from_bytes(content)
        arrived, texts = arrival(message), tuple(readable(message))[:2]
        if arrived is not None and FIRST <= arrived <= LAST and texts:
            *_, folder, name = path.split("/")
            yield Mail(folder, name.split(".")[1], arrived, message, texts)


def worth_keeping(mails: Iterable[Mail]) -> Iterator[Mail]:
    """Yield each mail in English and without obscene words, unless its excerpt has come before."""
    seen = set()
    for mail in mails:
        start = "".join(WORD.findall(excerpt(mail.texts[0].words()).lower()))
        if start not in seen and english(mail.all_words) and not OBSCENE.search(mail.all_words):
            seen.add(start)
            yield mail


def arrival(message: Message) -> date | None:
    """Return the day that the last server on the way wrote down: the sender may have set any other."""
    stamps = message.get_all("Received") or [""]
    try:
        return parsedate_to_datetime(str(stamps[0]).rpartition(";")[2].strip()).date()
    except ValueError:
        return None


def readable(message: Message) -> Iterator[Text]:
    """Yield the parts that are plain text or HTML, without attachments."""
    for part in message.walk():
        kind = part.get_content_subtype()
        if part.get_content_maintype() != "text" or kind not in ("plain", "html") or part.get_filename():
            continue
        content = decoded(part)
        encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
        yield Text(kind, encoding, slim(content) if kind == "html" else content)


def decoded(part: Message) -> str:
    """Return the text of a part, by its own charset where that works."""
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    try:
        return payload.decode(part.get_content_charset() or "ascii")
    except (LookupError, UnicodeDecodeError):
        return payload.decode("latin-1")


def header(message: Message, name: str) -> str:
    """Return a header decoded and in one line."""
    value = str(message.get(name, ""))
    with suppress(LookupError, UnicodeDecodeError):
        value = str(make_header(decode_header(value)))
    return " ".join(value.split())


def slim(markup: str) -> str:
    """Take scripts, comments, most tags and all attributes out of HTML; break lines anew."""

    def tag(match: re.Match[str]) -> str:
        slash, name = match[1], match[2].lower()
        if name not in KEPT_TAGS:
            return " "
        return '<a href="#">' if name == "a" and not slash else f"<{slash}{name}>"

    markup = re.sub(r"(?is)<(script|style|title).*?</\1\s*>|<!--.*?-->|<!.*?>", " ", markup)
    markup = re.sub(r"(?s)<(/?)([a-zA-Z]\w*)[^>]*>", tag, markup.replace("&nbsp;", " "))
    markup = re.sub(r"<(\w+)> *</\1>", " ", " ".join(markup.replace("-->", " ").split()))
    return re.sub(r"(?:<(?:p|br|li)> *)*(<(?:p|br|li)>|</(?:p|h\d|li)>) *", r"\1\n", markup)


def visible(markup: str) -> str:
    """Return what a reader of the HTML sees."""
    return html.unescape(re.sub(r"(?s)<[^>]*>", " ", markup))


def excerpt(text: str) -> str:
    """Squeeze blanks and drawn lines, and keep start and end of a long text."""
    text = re.sub(r"_{3,}", "----", text)
    text = re.sub(r"[^\S\n]+", " ", re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", text))
    text = re.sub(r" ?\n ?", "\n", re.sub(r"([^\w\s#])\1{4,}", r"\1\1\1\1", text))
    text = re.sub(r"\n{3,}", "\n\n", text).strip()
    if len(text) <= EXCERPT:
        return text
    start, end = text[: EXCERPT * 3 // 4].rsplit(None, 1)[0], text[-EXCERPT // 4 :].split(None, 1)[-1]
    return f"{start}\n[...]\n{end}"


def english(text: str) -> bool:
    """Whether a text has at least five words, one of them a common English one, and few letters beyond ASCII."""
    words = WORD.findall(text.lower())
    plain = sum(word.isascii() for word in words) > 0.9 * len(words) and text.count("\ufffd") < 3
    return len(words) >= 5 and plain and not ENGLISH.isdisjoint(words)


class Masker:
    """Puts `#` for whatever reaches or names a person, known from the senders of mail that is no spam."""

    def __init__(self, mails: Iterable[Mail]) -> None:
        mails = list(mails)
        people = (mail for mail in mails if mail.folder.startswith("easy") and publisher(mail.message) != "perl.org")
        senders = (parseaddr(header(mail.message, "From"))[0] for mail in people)
        names = {re.sub(r"\(.*?\)|\[.*?\]", "", name).strip(" \"'") for name in senders}
        written = Counter(word for mail in mails for word in WORD.findall(mail.all_words))
        words = {word.capitalize() for name in names for word in WORD.findall(name) if len(word) > 2} - PUBLIC_NAMES
        words = {word for word in words if 3 * written[word.lower()] <= written[word]}
        full = sorted((re.escape(name) for name in names if " " in name), key=len, reverse=True)
        single = [rf"\b(?:{'|'.join(sorted(words))})\b"] if words else []
        self.names = re.compile("|".join([*full, *single]) or "(?!)")

    def __call__(self, text: str) -> str:
        """Mask a text."""
        text = LINK.sub(r"\1://#\2", ADDRESS.sub("#@#", text))
        text = NEAR.sub("#", self.names.sub("#", HOST.sub("#", text)))
        text = QUOTED.sub(r"# \1:", INTRODUCED.sub(r"\1 #", text))
        text = STREET.sub("#", FIELD.sub(r"\1 #", text))
        return NUMBER.sub(lambda match: re.sub(r"\d", "#", match[0]), text)


def publisher(message: Message) -> str:
    """Return the domain of the sender, without what is before its last two names."""
    return ".".join(parseaddr(str(message.get("From", "")))[1].lower().rpartition("@")[2].split(".")[-2:])


def list_name(mail: Mail) -> str:
    """Return the name of the mailing list that a mail came by, or nothing."""
    found = re.search(r"<([\w-]+)\.", str(mail.message.get("List-Id", "")))
    if found:
        return found[1]
    return "zzzzteana" if "zzzzteana" in f"{mail.message.get('To', '')} {mail.subject}" else ""


def origin(mail: Mail, named: Mapping[str, int]) -> str:
    """Return what kind of source a mail has, and which."""
    name, house = list_name(mail), publisher(mail.message)
    if mail.spam:
        return f"spam via {name}" if name else "spam"
    if name:
        return f"list {name}"
    if "rssfeeds" in str(mail.message.get("From", "")):
        return "feed"
    if (mail.folder == "hard-ham-1" or house == "perl.org") and house not in FREE_MAIL:
        return f"newsletter {house if named[house] >= 3 else 'other'}"
    return "other"


def raw(mail: Mail, subject: str, texts: list[Text]) -> str:
    """Write an excerpt as raw mail, each text in the encoding in which it came."""
    head = f"Date: {mail.arrived:%a, %d %b %Y}\nSubject: {subject}\n"
    if name := list_name(mail):
        head += f"List-Id: <{name}>\n"
    head += "MIME-Version: 1.0\n"
    if len(texts) == 1:
        return head + encoded(texts[0])
    kind = "alternative" if mail.message.get_content_subtype() == "alternative" else "mixed"
    parts = "".join(f"--=-=\n{encoded(text)}" for text in texts)
    return f'{head}Content-Type: multipart/{kind}; boundary="=-="\n\n{parts}--=-=--\n'


def encoded(text: Text) -> str:
    """Write a text with the headers of its part."""
    content, encoding = text.content, text.encoding
    if encoding == "base64":
        content = base64.encodebytes(content.encode()).decode()
    elif encoding == "quoted-printable":
        content = quopri.encodestring(content.encode()).decode()
    else:
        encoding = "8bit"
    head = f"Content-Type: text/{text.kind}; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n"
    return f"{head}{content.rstrip()}\n"
