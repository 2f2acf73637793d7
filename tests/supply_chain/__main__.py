"""`python -m tests.supply_chain sbom` writes build/orglife.cdx.json; `… audit` looks for advisories
on what the lock files name; `… dist` builds the sdist and the wheel into dist/."""

import sys

from tests.environments import Unavailable
from tests.supply_chain.audit import NOT_AUDITED, advisories, judged
from tests.supply_chain.distribution import write_distributions
from tests.supply_chain.sbom import write_sbom

match sys.argv[1:]:
    case ["sbom"]:
        try:
            sys.stdout.write(f"{write_sbom()}\n")
        except Unavailable as error:
            sys.exit(str(error))
    case ["dist"]:
        try:
            for each in write_distributions():
                sys.stdout.write(f"{each}\n")
        except Unavailable as error:
            sys.exit(str(error))
    case ["audit"]:
        try:
            verdict = judged(advisories())
        except Unavailable as error:  # no network: everything else can still be checked
            sys.stderr.write(f"\n{NOT_AUDITED}: {error}\n\n")
            sys.exit(0)
        (sys.stderr if verdict.code or not verdict.complete else sys.stdout).write(verdict.words)
        sys.exit(verdict.code)
    case _:
        sys.exit("sbom, audit or dist?")
