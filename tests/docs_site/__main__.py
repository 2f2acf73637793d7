"""`python -m tests.docs_site` builds the site into build/site; a warning of Sphinx is an error."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

from tests.docs_site.sources import INDEX, LANGUAGES, ROOT
from tests.environments import Environment, Unavailable

SITE = ROOT / "build" / "site"
SPHINX = Environment(
    ".docs", ROOT / "requirements-docs.lock", "the site of the documentation needs Sphinx"
)
_LINK = re.compile(r'(?:href|src)="([^"#?:]+)[#?]?[^":]*"')
_FRONT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>OrgLife</title>
<script>
  const chinese = navigator.language.startsWith("zh");
  location.replace(chinese ? "zh-CN/{zh}.html" : "en/{en}.html");
</script>
<p><a href="zh-CN/{zh}.html" lang="zh-CN">中文</a> · <a href="en/{en}.html">English</a></p>
</html>
"""


def build(python: Path, language: str) -> int:
    """Sphinx's exit code."""
    command = [str(python), "-m", "sphinx", "-q", "-W", "--keep-going", "-E", "-b", "html"]
    command += ["-c", str(Path(__file__).parent), "-d", str(SITE.with_name("doctrees") / language)]
    environment = {**os.environ, "ORGLIFE_DOCS_LANGUAGE": language, "PYTHONPATH": str(ROOT)}
    return subprocess.run(  # noqa: S603 - our own arguments
        [*command, str(ROOT), str(SITE / language)], env=environment, check=False
    ).returncode


def dead_links(site: Path) -> list[str]:
    """Links and pictures of the pages whose files are not there; each with its page."""
    return [
        f"{page.relative_to(site)} → {target}"
        for page in sorted(site.rglob("*.html"))
        for target in sorted(set(_LINK.findall(page.read_text("utf-8"))))
        if not (page.parent / unquote(target)).exists()
    ]


def main() -> int:
    shutil.rmtree(SITE, ignore_errors=True)
    try:
        python = SPHINX.python()
    except Unavailable as error:
        sys.stderr.write(f"{error}\n")
        return 1
    problems = [f"Sphinx has failed: {each}" for each in LANGUAGES if build(python, each)]
    front = _FRONT.format(zh=INDEX["zh-CN"], en=INDEX["en"])
    (SITE / "index.html").write_text(front, "utf-8")
    problems += [f"leads nowhere: {each}" for each in dead_links(SITE)]
    if json.dumps("会议") not in (SITE / "zh-CN" / "searchindex.js").read_text("utf-8"):
        problems.append("the search finds no Chinese words")
    for each in problems:
        sys.stderr.write(f"{each}\n")
    sys.stdout.write(f"{SITE / 'index.html'}\n")
    return int(bool(problems))


sys.exit(main())
