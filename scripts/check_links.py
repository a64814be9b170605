#!/usr/bin/env python
"""Check that the site's external links still work.

Without FILE: the data file, all Markdown and lesson sources under docs/, README.md, CONTRIBUTING.md and the built
pages. A FILE may be Markdown, HTML, YAML (every `url:` value), a notebook, BibTeX or a plain list. Without --cache a
run has no memory: then a host that is merely out of order only warns. docs/contributing/links.md says what the
verdicts mean.

Exit code: 0 nothing broken, 1 something broken, 2 wrong usage, 3 could not run (our own network is down, or a fault).
"""

import gc
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from roadmap_links.options import Options, Usage, parse_age, parse_now, parse_shard
from roadmap_links.run import COULD_NOT_RUN, run

HERE = Path(__file__).resolve().parent.parent
OUT = click.Path(dir_okay=False, path_type=Path)
IN = click.Path(exists=True, dir_okay=False, path_type=Path)


def _parsed(read: Callable[[str], Any]) -> Callable[[click.Context, click.Parameter, str | None], Any]:
    def callback(context: click.Context, parameter: click.Parameter, value: str | None) -> Any:
        try:
            return None if value is None else read(value)
        except Usage as error:
            raise click.BadParameter(str(error)) from error

    return callback


def _root() -> Path:
    """The folder of the site: the one we stand in, if it is one, else the one that holds this script."""
    here = Path.cwd()
    return here if (here / "mkdocs.yml").is_file() or (here / "docs").is_dir() else HERE


@click.command(help=__doc__, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, metavar="[FILE]...", type=IN)
@click.option("--json", type=OUT, help="Write all results as a JSON list.")
@click.option("--junit", type=OUT, help="Write a JUnit report.")
@click.option("--sarif", type=OUT, help="Write a SARIF 2.1.0 report.")
@click.option("--markdown", type=OUT, help="Write a Markdown report: job summary or issue text.")
@click.option("--github", is_flag=True, help="Print annotations for GitHub Actions.")
@click.option("--policy", type=IN, help="Rules for single hosts. Default: docs/_data/link-policy.yml.")
@click.option("--cache", type=OUT, help="The state file: remembers results and failures from run to run.")
@click.option(
    "--max-age", default="7d", callback=_parsed(parse_age), help="How long an ok in the state file holds [7d]."
)
@click.option("--changed-since", metavar="REV", help="Check only links added or changed since a Git revision.")
@click.option("--shard", default="1/1", metavar="I/N", callback=_parsed(parse_shard), help="Check the I-th of N parts.")
@click.option("--fix", is_flag=True, help="Put the new addresses of permanent redirects into YAML and Markdown.")
@click.option("--offline", is_flag=True, help="Read the files and check the spelling of addresses; ask nobody.")
@click.option(
    "--write-status", is_flag=True, help="Write docs/_data/link-status.json, which the site shows to readers."
)
@click.option("--status-file", type=OUT, hidden=True)
@click.option("--allow-private", is_flag=True, help="Ask private and loopback addresses too.")
@click.option("--ca-file", type=IN, metavar="PEM", help="Trust these authorities besides the machine's.")
@click.option(
    "--timeout", type=click.FloatRange(0.1, 300), default=10.0, help="Seconds until an answer must begin [10]."
)
@click.option("--deadline", type=click.FloatRange(0.1), default=3600.0, help="Seconds for the whole run [3600].")
@click.option("--concurrency", type=click.IntRange(1, 1000), default=100, help="Requests at once, all hosts [100].")
@click.option("--per-host", type=click.IntRange(1, 100), default=4, help="Requests at once to one host [4].")
@click.option("--interval", type=click.FloatRange(0), default=0.05, help="Seconds between requests to one host [0.05].")
@click.option("--now", metavar="ISO-TIME", callback=_parsed(parse_now), help="The time to take for state and history.")
@click.pass_context
def main(context: click.Context, /, files: tuple[Path, ...], **values: Any) -> None:
    """Fill in the options, run, and turn whatever happens into an exit code."""
    gc.set_threshold(
        50_000, 50, 50
    )  # many small objects that live to the end: collecting often costs and finds nothing
    given = {key: value for key, value in values.items() if value is not None}
    options = Options(root=_root(), files=list(files), now_given="now" in given, **given)
    try:
        code = run(options)
    except Usage as error:
        raise click.UsageError(str(error)) from error
    except KeyboardInterrupt:
        click.echo("check_links: interrupted", err=True)
        code = COULD_NOT_RUN
    except Exception as error:
        traceback.print_exc()
        click.echo(f"check_links: could not run: {type(error).__name__}: {error}", err=True)
        code = COULD_NOT_RUN
    context.exit(code)


if __name__ == "__main__":
    sys.exit(main())
