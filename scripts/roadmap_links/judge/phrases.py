"""Words by which pages give themselves away: missing, parked, or about such pages. Data for `soft404`."""

# ruff: noqa: E501 -- patterns read better in one piece, and in their own script
import re
from functools import cached_property


class Phrases:
    """A pattern that is compiled when it is first needed: most runs need few of them, and compiling all takes 30 ms."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._pattern, re.IGNORECASE)

    def search(self, text: str) -> re.Match[str] | None:
        """As of `re`."""
        return self._compiled.search(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As of `re`."""
        return self._compiled.fullmatch(text)

    def findall(self, text: str) -> list[str]:
        """As of `re`; there is at most one group."""
        return self._compiled.findall(text)


TITLE = Phrases(
    r"(?:(?:http )?(?:error )?(?:status )?(?:code )?404(?: error)?(?: http)?"
    r"(?:\W{1,3}(?:page |file |site )?not found\W{0,3})?|"
    r"(?:\W|oops|uh oh|sorry|error|404|http)*(?:the )?(?:requested )?"
    r"(?:page|file|site|document|content|article|resource|item|video|course|repository|project|url)?"
    r"\s*(?:was |is |has been |been |you requested |that you requested |you were looking for |could |can |can ?|does |no )*"
    r"(?:not (?:be )?found|not exist|doesn.t exist|couldn.t be found|can.t be found|cannot be found|"
    r"no longer (?:exists?|available)|"
    r"(?<=\s)(?:unavailable|not available|removed|deleted|missing))\W*|"
    r"(?:oops|uh oh|whoops)\W*|nothing (?:was )?found\W*|"
    r"(?:sorry\W+)?(?:we )?(?:can.t|cannot|couldn.t|could not) find (?:that|this|the) page.*|lost\?|"
    r"(?:this|that|the) page (?:isn.t available|is gone|has moved or).*|"
    r"(?:http )?(?:error )?50[0-4](?: error)?(?:\W{0,3}(?:internal server error|bad gateway|service (?:temporarily )?unavailable|"
    r"gateway time-?out))?)"
)
HINT = re.compile(
    r"not|n.t |404|50[0-4]|[^\x00-\xff]|seite|página|pagina|introuv|n.existe|trouv|strony|strona|sid[ae]n|sivua|stránka|oldal|sayfa|halaman|"
    r"suspend|missing|removed|deleted|gone|longer|unavailable|oops|sorry|lost|nothing|find|has moved|"
    r"domain|sale|park|expired",
    re.IGNORECASE,
)
"""One of these stands in everything that the patterns below look for; most pages are cleared by this alone."""
SEPARATORS = re.compile(r"\s+[|·•»—–:\-]+\s+|\s*\|\s*|:\s")
PHRASES = Phrases(
    r"(?:page|file|document|content|article|resource|item|url|link|video|course|repository|post|story)"
    r"(?: (?:that |which )?(?:you(?:.re| are| were|.ve| have)? ?(?:looking for|requested|"
    r"trying to (?:reach|access|view|open)|"
    r"followed|asked for|want(?:ed)?|entered|clicked)(?: for)?|requested))?"
    r"(?: on this server)? ?(?:has been|have been|was|is|could|can|does|may have been|might have been|no|do)?"
    r"[ ]?(?:n.t|not|cannot|can.t|couldn.t|doesn.t|isn.t|wasn.t|no longer|removed|deleted|moved or deleted|gone)"
    r"|(?:sorry|oops)\W{1,4}.{0,60}(?:not found|can.t find|cannot find|couldn.t find|could not find|does ?n.t exist|"
    r"no longer|not available|removed)"
    r"|we (?:can.t|cannot|couldn.t|could not|can ?not|were unable to) (?:seem to )?"
    r"(?:find|locate) (?:the|that|this|what|your)"
    r"|(?:video|content|page|item) unavailable|content (?:isn.t|is not|is currently not) available"
    r"|(?:seite|datei)\b.{0,60}\b(?:nicht gefunden|existiert nicht)|page\b.{0,60}\b(?:introuvable|n.existe (?:pas|plus))"
    r"|página\b.{0,60}\b(?:no (?:existe|se encuentra|fue encontrada)|não (?:existe|foi encontrada))"
    r"|pagina\b.{0,60}\b(?:non (?:esiste|è stata trovata)|niet gevonden|bestaat niet)"
    r"|страниц\w*\b.{0,60}\bне (?:найдена|существует)|(?:页面|网页).{0,20}(?:不存在|未找到|找不到)|ページ.{0,20}(?:見つかりません|存在しません)"
    r"|(?:^|\s)404\W{1,3}(?:error|page|file|not)|(?:^|\W)(?:page|file) not found|nothing (?:to see )?here"
)
PARKED_TEXT = Phrases(
    r"(?:this|the) (?:web ?site|domain)(?: name)?(?: \S+\.\w+)? (?:is|has|may be|could be|has been) "
    r"(?:currently )?(?:for sale|parked|available for (?:sale|purchase)|expired|suspended|"
    r"registered (?:at|with|by|through))"
    r"|this account has been suspended|domain owner (?:has )?parked|domain (?:has been |was )?parked by"
    r"|(?:buy|purchase|get|inquire about|make an offer on) this domain|domain (?:is )?parked|parked (?:free|domain)"
    r"|[\w-]+\.[a-z]{2,10} (?:is|may be) (?:available )?for sale|this domain has expired|domain for sale"
)
PARKED_HOSTS = Phrases(
    r"sedoparking|parkingcrew|bodis\.com|parklogic|skenzo|above\.com|dan\.com|hugedomains|afternic|domainmarket|"
    r"img1\.wsimg\.com/parking|/parking[-_]?(?:lander|page)|park-web|parkingpage|d38psrni17bvxu\.cloudfront"
)
ABOUT = Phrases(
    r"\b(wie man|wie|warum|bedeutet|erklärt|comment|pourquoi|cómo|perché|how|what|why|when|guides? to|tutorial|explain(ed|s|ing)?|understand(ing)?|designing|fix(ing)?|all about|"
    r"custom|handling|meaning|tips|buying|selling|valuation|investing)\b"
)
"""Words of titles *about* missing pages and domains, which a site's own name rarely has."""
EXPLAINS = Phrases(
    r"\b(status codes?|error pages?|http 404|http/1\.1|crawlers?|search engines?|webmasters?|redirects?|web servers?|responses?|soft 404s?|"
    r"users? agents?|domain parking|registrars?|tutorial|chapter|article|in this (?:guide|post|lesson)|for example|specification|rfc)\b"
)
ERROR_ADDRESS = Phrases(
    r"(?:error|errors|err|page|http)?[-_/]?(?:404|not[-_]?found|page[-_]?not[-_]?found|nicht[-_]gefunden)(?:[-_]?(?:error|page))?(?:\.\w{2,5})?"
)
NOT_A_WORD = {"index", "html", "htm", "php", "aspx", "default", "home", "en", "the", "and", "of", "for", "www", "com"}
BINARY = Phrases(
    r"\.(pdf|ps|djvu|epub|mobi|pptx?|docx?|xlsx?|od[tsp]|ics|csv|tsv|parquet|np[yz]|h5|hdf5|pkl|pth?|onnx|safetensors|gguf|"
    r"zip|gz|tgz|bz2|xz|zst|7z|rar|tar|whl|exe|msi|dmg|deb|rpm|iso|png|jpe?g|gif|webp|avif|svg|bmp|tiff?|mp[34]|m4[av]|mov|avi|mkv|webm|"
    r"wav|ogg|flac|ipynb|ttf|otf|woff2?)$"
)
LANGUAGES = (
    "ar|bg|cs|da|de|el|en|es|et|fa|fi|fr|he|hi|hr|hu|id|it|ja|ko|lt|lv|nl|no|pl|pt|ro|ru|sk|sl|sr|sv|th|tr|uk|vi|zh"
)
HOME = re.compile(
    rf"/(?:(?:index|default|home)(?:\.\w{{2,5}})?/?)?|/(?:{LANGUAGES})(?:[-_][a-z]{{2}})?/?", re.IGNORECASE
)
