"""Whether an archive of a year is still as it was made: each file by its SHA-256."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from service.files.packages import open_package

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True)
class Checked:
    """By name: what is as it was, differs, is missing, or was added since. `sums`: there is a list
    to compare with."""

    same: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    sums: bool = True

    @property
    def is_good(self) -> bool:
        return self.sums and not (self.differs or self.missing or self.added)


def verified(data: bytes, name: str) -> Checked:
    """What has become of the archive in the file of this name. Raises `Unreadable` for one that is
    no zip, is damaged, or would unpack to more than any archive."""
    package = open_package(data, name)
    here = [each.filename for each in package.infolist()]
    if SUMS not in here:
        return Checked(added=tuple(here), sums=False)
    listed = _listed(package.read(SUMS))
    sums = {each: _sum(package, each) for each in here if each != SUMS}
    return Checked(
        tuple(each for each in listed if sums.get(each) == listed[each]),
        tuple(each for each in listed if each in sums and sums[each] != listed[each]),
        tuple(each for each in listed if each not in sums),
        tuple(each for each in sums if each not in listed or here.count(each) > 1),
        sums=bool(listed),
    )


def _listed(sums: bytes) -> Mapping[str, str]:
    """The sum of each file, as sha256sum writes them."""
    lines = sums.decode(errors="replace").splitlines()
    return {found[2]: found[1] for line in lines if (found := _LINE.fullmatch(line))}


def _sum(package: zipfile.ZipFile, name: str) -> str:
    with package.open(name) as content:
        return hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
