"""One mistake per tiny site; what is said about it is compared word for word."""

import json
import random
import string
from pathlib import Path

import pytest
from click.testing import CliRunner

from mlroadmap.publish.versions import LISTED, promised, todays
from tests.builders import edit, replaced, script

CHECK = script("check_site")
BODY = """\
<h1 id="top">Title</h1>
<h2 id="part">Part</h2>
<p>Text with <code>{{ braces }}</code> and <code>&lt;!-- roadmap:tips --&gt;</code>.</p>
<p><a href="#part">here</a> <a href="../">home</a> <a href="../#top">top</a> <a href="https://example.org/x">away</a>
<a href="mailto:a@example.org">mail</a> <a href="../a%20b.csv">data</a> <a href="?q=x">search</a></p>
<img src="figure-1.svg" alt="A line that falls." width="10" height="10">
<img src="../logo.svg" alt="">
"""
PAGE = (
    """\
<!doctype html>
<html lang="en"><head>
<title>Title</title>
<meta name="description" content="About this.">
<link rel="canonical" href="https://roadmap.example/page/">
<link rel="stylesheet" href="../style.css">
</head><body><nav><h3>Menu</h3></nav>
<article>
"""
    + BODY
    + """\
</article></body></html>
"""
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two pages without mistakes."""
    folder = tmp_path / "site"
    (folder / "page").mkdir(parents=True)
    for name in ("style.css", "logo.svg", "page/figure-1.svg", "a b.csv"):
        (folder / name).write_text("x", "utf-8")
    home = PAGE.replace("../", "").replace('href=""', 'href="./"').replace("figure-1", "page/figure-1")
    (folder / "index.html").write_text(home, "utf-8")
    (folder / "page/index.html").write_text(PAGE, "utf-8")
    return folder


def said(site: Path, old: str = "", new: str = "") -> list[str]:
    """Put one mistake into the page below the home page and return what is said."""
    if old:
        (site / "page/index.html").write_text(replaced(old, new, PAGE), "utf-8")
    found: list[str] = CHECK.find_problems(site)
    return found


def noise(size: int) -> str:
    """Text that does not compress to nothing, the same in every run."""
    return "".join(random.Random(0).choices(string.ascii_letters, k=size))


def test_a_site_without_mistakes_has_no_problem(site: Path) -> None:
    assert said(site) == []


# Links ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        ('href="../"', 'href="../other/"', "other/index.html"),
        ('href="../"', 'href="other.md"', "page/other.md"),
        ('href="../"', 'href="/other/"', "other/index.html"),
        ('href="../"', 'href="../page"', "page"),
        ('href="../a%20b.csv"', 'href="../a%20c.csv"', "a c.csv"),
        ('src="../logo.svg"', 'src="../nologo.svg"', "nologo.svg"),
        ('href="../style.css"', 'href="../styles.css"', "styles.css"),
        ("</article>", '<script src="x.js"></script></article>', "page/x.js"),
    ],
)
def test_a_link_to_something_that_is_not_in_the_site(site: Path, old: str, new: str, target: str) -> None:
    address = new.split('"')[1]
    expected = f"page/index.html: the link {address} leads to {target}, which is not in the site"
    assert said(site, old, new) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "page"),
    [
        ('href="#part"', 'href="#pat"', "page/index.html"),
        ('href="../#top"', 'href="../#pat"', "index.html"),
        ('href="../#top"', 'href="./#pat"', "page/index.html"),
    ],
)
def test_an_anchor_that_is_not_on_the_page(site: Path, old: str, new: str, page: str) -> None:
    address = new.split('"')[1]
    assert said(site, old, new) == [f"page/index.html: the link {address} leads to #pat, which is not on {page}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('href="#part"', 'href="#na%C3%AFve"><a name="naïve"></a><a href="#part"'),
        ('href="../"', 'href="../index.html"'),
        ('href="../"', 'href=".."'),
        ('href="../"', 'href="."'),
        ('href="../"', 'href="/page/"'),
        ('href="../"', 'href="//example.org/other/"'),
    ],
)
def test_other_ways_to_write_a_right_link_are_followed(site: Path, old: str, new: str) -> None:
    assert said(site, old, new) == []


def test_a_link_that_climbs_out_of_the_site_works_only_on_a_host_of_its_own(site: Path) -> None:
    expected = "page/index.html: the link ../../ leads to a place above the site, which is not in the site"
    assert said(site, 'href="../"', 'href="../../"') == [expected]


# Text ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("leftover", "text"),
    [
        ("<!-- roadmap:", "<!-- roadmap:tips -->"),
        ("<!-- lesson cell", "<!-- lesson cell 3 -->"),
        ("arithmatex", '<span class="arithmatex">\\(x\\)</span>'),
        ("{{", "<p>{{ x }}</p>"),
        ("{%", "<p>{% if x %}</p>"),
    ],
)
def test_what_should_have_been_replaced_is_found_outside_code(site: Path, leftover: str, text: str) -> None:
    assert said(site, "<h2", f"{text}<h2") == [f"page/index.html: '{leftover}' was left in the page"]


def test_an_id_is_used_once_on_a_page(site: Path) -> None:
    expected = ["page/index.html: the id 'part' is used 2 times"]
    assert said(site, "<p>Text", '<p id="part">Text') == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('<h1 id="top">Title</h1>', "<p>Title</p>", "there are 0 first-level headings; one is wanted"),
        ('<h2 id="part">Part</h2>', '<h1 id="part">Part</h1>', "there are 2 first-level headings; one is wanted"),
        ('<h2 id="part">Part</h2>', '<h3 id="part">Part</h3>', "a heading of level 3 follows one of level 1"),
    ],
)
def test_headings_begin_with_one_of_level_1_and_skip_no_level(site: Path, old: str, new: str, expected: str) -> None:
    assert said(site, old, new) == [f"page/index.html: {expected}"]


def test_headings_may_go_back_several_levels_at_once(site: Path) -> None:
    assert said(site, "<p>Text", "<h3>a</h3><h4>b</h4><h2>c</h2><p>Text") == []


# Images and head -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (' alt="A line that falls."', "", "the image figure-1.svg has no text alternative"),
        ("A line that falls.", "", "the image figure-1.svg has no text alternative"),
        (' width="10"', "", "the image figure-1.svg has no width and height"),
        (' height="10"', "", "the image figure-1.svg has no width and height"),
        ('src="figure-1.svg"', 'src="data:image/png;base64,AAAA"', "an image is inlined as base64"),
        ("<title>Title</title>", "", "the page has no title"),
        ("<title>Title</title>", "<title> </title>", "the page has no title"),
        ("About this.", "", "the page has no description: add one to its front matter"),
        (
            '<meta name="description" content="About this.">',
            "",
            "the page has no description: add one to its front matter",
        ),
        (' lang="en"', "", "the page does not say its language"),
    ],
)
def test_what_a_page_and_its_images_must_say(site: Path, old: str, new: str, expected: str) -> None:
    assert said(site, old, new) == [f"page/index.html: {expected}"]


@pytest.mark.parametrize(
    "element",
    [
        '<script src="https://cdn.example.org/x.js"></script>',
        '<img src="//cdn.example.org/x.svg" alt="x">',
        '<iframe src="https://video.example.org/1"></iframe>',
        '<link rel="stylesheet" href="https://fonts.example.org/x.css">',
        '<link rel="preconnect" href="https://fonts.example.org">',
        '<link rel="icon" href="https://cdn.example.org/x.svg">',
        '<video><source src="https://video.example.org/x.webm"></video>',
    ],
)
def test_a_page_requests_nothing_from_another_host(site: Path, element: str) -> None:
    address = element.split('src="' if 'src="' in element else 'href="')[1].split('"', maxsplit=1)[0]
    expected = f"page/index.html: the page would request {address} from another host"
    assert said(site, "</article>", f"{element}</article>") == [expected]


# Weight --------------------------------------------------------------------------------------------------------------


def test_a_page_that_is_too_heavy_as_it_is_or_compressed(site: Path) -> None:
    [message] = said(site, "</article>", f"<p>{'a' * CHECK.PAGE_BYTES}</p></article>")
    assert message.endswith(f" bytes, more than {CHECK.PAGE_BYTES}")
    [message] = said(site, "</article>", f"<p>{noise(2 * CHECK.PAGE_GZIP)}</p></article>")
    assert message.endswith(f" bytes compressed, more than {CHECK.PAGE_GZIP}")


def test_a_lesson_must_be_lighter_than_other_pages(site: Path) -> None:
    text = "a" * (CHECK.LESSON_BYTES + 1)
    assert said(site, "</article>", f"<p>{text}</p></article>") == []
    [message] = said(site, "</article>", f'<div class="rm-page rm-s1 rm-lesson-head"></div><p>{text}</p></article>')
    assert message.endswith(f" bytes, more than {CHECK.LESSON_BYTES}")


def test_a_page_that_may_be_heavy_gives_its_reason(site: Path) -> None:
    for name, reason in CHECK.WHOLE_LISTS.items():
        assert reason
        (site / name).parent.mkdir()
        (site / name).write_text(PAGE.replace("</article>", f"{'a' * 2 * CHECK.PAGE_BYTES}</article>"), "utf-8")
        (site / name).with_name("figure-1.svg").write_text("x", "utf-8")
    assert said(site) == []


def test_a_figure_that_is_too_heavy(site: Path) -> None:
    (site / "page/figure-1.svg").write_text("a" * (CHECK.FIGURE_BYTES + 1), "utf-8")
    expected = f"page/figure-1.svg: the figure has {CHECK.FIGURE_BYTES + 1} bytes, more than {CHECK.FIGURE_BYTES}"
    assert said(site) == [expected]


# The command ---------------------------------------------------------------------------------------------------------


def test_the_page_for_what_is_not_found_is_left_out_since_its_links_depend_on_where_it_is_shown(site: Path) -> None:
    (site / "404.html").write_text('<a href="/nowhere/">x</a>', "utf-8")
    assert said(site) == []


def test_the_command_counts_pages_and_problems_and_fails_when_there_are_any(site: Path) -> None:
    done = CliRunner().invoke(CHECK.main, [str(site)])
    assert (done.exit_code, done.output) == (0, "2 pages: no problems\n")
    said(site, ' lang="en"', "")
    done = CliRunner().invoke(CHECK.main, [str(site)])
    assert (done.exit_code, done.output.splitlines()[-1]) == (1, "2 pages: 1 problem")
    said(site, "<title>Title</title>", '<img src="data:x">')
    done = CliRunner().invoke(CHECK.main, [str(site)])
    assert (done.exit_code, done.output.splitlines()[-1]) == (1, "2 pages: 3 problems")


def test_a_site_that_was_not_built_is_a_wrong_call(tmp_path: Path) -> None:
    done = CliRunner().invoke(CHECK.main, [str(tmp_path / "none")])
    assert done.exit_code == 2
    assert "does not exist" in done.output


# Whether it may be published -----------------------------------------------------------------------------------------


@pytest.fixture
def deployable(tmp_path: Path) -> tuple[Path, Path]:
    """A built site with one notebook, and the docs folder that it was built from, whose files are promised."""
    site, docs = tmp_path / "site", tmp_path / "docs"
    (site / "stage-1/a").mkdir(parents=True)
    (docs / "assets/lessons").mkdir(parents=True)
    (docs / "_data").mkdir()
    (docs / "assets/lessons/help.py").write_text("x = 1\n", "utf-8")
    (docs / LISTED).write_text(promised("", todays(docs)), "utf-8")
    home = '<link rel="canonical" href="https://roadmap.realm.org/ml/">'
    (site / "index.html").write_text(home, "utf-8")
    notebook = {"cells": [{"source": ['start(site="https://roadmap.realm.org/ml/",)']}]}
    (site / "stage-1/a/a.ipynb").write_text(json.dumps(notebook), "utf-8")
    return site, docs


def test_a_site_with_an_address_that_leads_somewhere_may_be_published(deployable: tuple[Path, Path]) -> None:
    assert CHECK.deployment_problems(*deployable) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://ml-roadmap.example/",
        "https://a.b.example/x/",
        "https://example.org/ml/",
        "https://www.example.com/",
        "https://roadmap.invalid/",
        "https://roadmap.test/",
        "http://localhost:8000/",
        "http://127.0.0.1:8000/",
        "http://[::1]/",
        "https://ROADMAP.EXAMPLE./",
        "/ml/",
        "",
    ],
)
def test_a_site_with_an_address_that_leads_nowhere_is_not_published(
    deployable: tuple[Path, Path], address: str
) -> None:
    site, docs = deployable
    edit(site / "index.html", "https://roadmap.realm.org/ml/", address)
    edit(site / "stage-1/a/a.ipynb", "https://roadmap.realm.org/ml/", address)
    assert CHECK.deployment_problems(site, docs) == [
        f"the site was built for the address '{address}', which leads nowhere: set SITE_URL in the environment of the "
        "build, or site_url in mkdocs.yml, to the address at which readers will find it"
    ]


def test_a_site_without_an_address_is_not_published(deployable: tuple[Path, Path]) -> None:
    site, docs = deployable
    (site / "index.html").write_text("<p>no link</p>", "utf-8")
    assert "the site was built for the address ''" in CHECK.deployment_problems(site, docs)[0]


def test_a_notebook_that_fetches_from_elsewhere_is_not_published(deployable: tuple[Path, Path]) -> None:
    site, docs = deployable
    edit(site / "stage-1/a/a.ipynb", "roadmap.realm.org", "other.realm.org")
    assert CHECK.deployment_problems(site, docs) == [
        "stage-1/a/a.ipynb fetches its files from another address than https://roadmap.realm.org/ml/"
    ]


def test_files_that_notebooks_fetch_must_be_promised_before_they_are_published(deployable: tuple[Path, Path]) -> None:
    site, docs = deployable
    (docs / "assets/lessons/help.py").write_text("x = 2\n", "utf-8")
    [said] = CHECK.deployment_problems(site, docs)
    assert said.startswith("docs/_data/served-files.txt does not promise lessons/help.py to notebooks")
    (docs / LISTED).unlink()
    [said] = CHECK.deployment_problems(site, docs)
    assert "run `touch docs/_data/served-files.txt`, then `make generate`, and commit it" in said


def test_the_command_refuses_to_deploy_what_was_built_without_an_address(site: Path) -> None:
    done = CliRunner().invoke(CHECK.main, ["--deploy", str(site)])
    assert done.exit_code == 1
    assert "which leads nowhere: set SITE_URL" in done.output
