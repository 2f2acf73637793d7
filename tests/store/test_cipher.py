"""Sealing confidential text, rotating its keys, and keeping the key file."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from service.ports import WRITTEN, CannotOpen, Sealer
from service.store.cipher import BadKey, FernetSealer, load_or_create_key

NOTE = "谈话记录：家里有困难 🙏"


def new_key() -> str:
    return Fernet.generate_key().decode()


def test_what_is_sealed_can_be_opened_and_does_not_show_its_text() -> None:
    sealer: Sealer = FernetSealer([new_key()])
    token = sealer.seal(NOTE)
    assert token.isascii()
    assert NOTE not in token
    assert token != sealer.seal(NOTE)
    assert sealer.open(token) == NOTE


def test_an_older_key_still_opens_and_only_the_newest_seals() -> None:
    old, new = new_key(), new_key()
    token = FernetSealer([old]).seal(NOTE)
    both = FernetSealer([new, old])
    assert both.open(token) == NOTE
    assert FernetSealer([new]).open(both.seal(NOTE)) == NOTE


def test_a_rotated_text_needs_the_old_key_no_more() -> None:
    old, new = new_key(), new_key()
    rotated = FernetSealer([new, old]).rotate(FernetSealer([old]).seal(NOTE))
    assert FernetSealer([new]).open(rotated) == NOTE
    with pytest.raises(CannotOpen):
        FernetSealer([old]).open(rotated)


def test_the_length_of_a_token_tells_one_of_few_steps() -> None:
    sealer = FernetSealer([new_key()])
    texts = ["", "好", "好" * 40, "好" * 600, "好" * 5000, "🙏" * 5000]
    assert len({len(sealer.seal(each, WRITTEN)) for each in texts[:4]}) == 1
    assert len({len(sealer.seal(each)) for each in texts[:2]}) == 1
    for each in texts:
        assert sealer.open(sealer.seal(each, WRITTEN)) == each
    large = sealer.seal("x" * 10_000_000)
    assert len(large) < 10_100_000 * 4 / 3, "a file does not double"


def test_what_was_sealed_before_there_was_padding_opens_and_is_padded_when_it_is_rotated() -> None:
    key = new_key()
    sealer = FernetSealer([key])
    for text in ("", "一", NOTE, "\0"):  # "一" ends in a byte that other paddings end with
        old = Fernet(key).encrypt(text.encode()).decode()
        assert sealer.open(old) == text
        assert sealer.open(sealer.rotate(old)) == text
        assert len(sealer.rotate(old)) == len(sealer.seal("好", WRITTEN))


def test_a_foreign_or_spoiled_token_is_refused_with_the_remedy() -> None:
    sealer = FernetSealer([new_key()])
    token = sealer.seal(NOTE)
    foreign = FernetSealer([new_key()]).seal(NOTE)
    for bad in (foreign, token[:-8] + "AAAAAAA=", token.lower(), "", "不是"):
        for use in (sealer.open, sealer.rotate):
            with pytest.raises(CannotOpen, match=r"confidential\.keys"):
                use(bad)


def test_a_bad_key_is_named_by_its_number_and_never_shown() -> None:
    with pytest.raises(BadKey, match="key 2") as refused:
        FernetSealer([new_key(), "hunter2"])
    assert "hunter2" not in str(refused.value)
    with pytest.raises(BadKey, match="at least one"):
        FernetSealer([])


def test_a_missing_key_file_is_made_for_its_owner_only_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "data" / "confidential.key"
    key = load_or_create_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_create_key(path) == key
    assert FernetSealer([key]).open(FernetSealer([key]).seal(NOTE)) == NOTE
    assert [each.name for each in path.parent.iterdir()] == ["confidential.key"]


def test_many_who_make_the_key_file_at_once_get_one_key(tmp_path: Path) -> None:
    path = tmp_path / "confidential.key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: load_or_create_key(path), range(16)))
    assert len(keys) == 1


def test_a_key_file_open_to_others_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "confidential.key"
    load_or_create_key(path)
    path.chmod(0o644)
    with pytest.raises(BadKey, match="chmod 600"):
        load_or_create_key(path)


@pytest.mark.parametrize("content", [b"", b"hunter2\n", b"\xff\xfe\x00", "密钥".encode()])
def test_a_key_file_without_a_key_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "confidential.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(BadKey, match="holds no Fernet key") as refused:
        load_or_create_key(path)
    assert "hunter2" not in str(refused.value)
    assert path.read_bytes() == content
