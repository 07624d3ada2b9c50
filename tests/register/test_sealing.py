"""What is sealed opens at its own place with its own key, whole, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register import DeskKey, RegisterCode, RegisterError
from register.sealing import DataKey, Place, key_of

KEY = DataKey("a" * 32, b"k" * 32)
PLACE = Place("messages", "raw", "one")
names = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


def refused(open_it, *arguments) -> RegisterCode:
    with pytest.raises(RegisterError) as error:
        open_it(*arguments)
    assert error.value.__cause__ is None
    return error.value.code


@given(plain=st.binary(max_size=400), row=names)
def test_what_is_sealed_opens_as_it_was(plain: bytes, row: str) -> None:
    place = Place("versions", "assessment", row)
    sealed = KEY.seal(place, plain)
    assert KEY.open(place, sealed) == plain
    assert key_of(sealed) == KEY.id
    assert len(plain) < 8 or plain not in sealed
    assert KEY.seal(place, plain) != sealed, "sealed twice it looks another way"


def test_every_flipped_bit_is_refused() -> None:
    sealed = KEY.seal(PLACE, b"Maya Bellwether")
    for bit in range(len(sealed) * 8):
        altered = bytearray(sealed)
        altered[bit // 8] ^= 1 << bit % 8
        assert refused(KEY.open, PLACE, bytes(altered)) is RegisterCode.ALTERED


@pytest.mark.parametrize("length", range(45))
def test_what_is_cut_short_is_refused(length: int) -> None:
    cut = KEY.seal(PLACE, b"")[:length]
    assert refused(KEY.open, PLACE, cut) is RegisterCode.ALTERED
    assert refused(key_of, cut) is RegisterCode.ALTERED


@given(other=st.tuples(names, names, names).map(lambda parts: Place(*parts)))
@settings(max_examples=50)
def test_at_another_place_it_does_not_open(other: Place) -> None:
    assert other == PLACE or refused(KEY.open, other, KEY.seal(PLACE, b"x")) is RegisterCode.ALTERED


def test_with_another_key_of_the_same_name_it_does_not_open() -> None:
    assert refused(DataKey.new(KEY.id).open, PLACE, KEY.seal(PLACE, b"x")) is RegisterCode.ALTERED


def test_a_wrapped_key_is_unwrapped_by_its_desk_key_under_its_own_name_alone() -> None:
    desk = DeskKey.new()
    wrapped = desk.wrap(KEY)
    assert desk.unwrap(KEY.id, wrapped) == KEY
    assert refused(desk.unwrap, "b" * 32, wrapped) is RegisterCode.ALTERED
    assert refused(DeskKey.new().unwrap, KEY.id, wrapped) is RegisterCode.ALTERED
    assert refused(desk.unwrap, KEY.id, b"") is RegisterCode.ALTERED


def test_a_desk_key_is_written_and_read_and_never_shown() -> None:
    desk = DeskKey.new()
    assert DeskKey.parse(f"  {desk.text}\n") == desk
    shown = f"{desk!r} {desk} {KEY!r} {desk.id}"
    assert desk.text not in shown
    assert repr(desk.secret) not in shown
    assert repr(KEY.secret) not in shown


@given(text=st.text(max_size=60) | st.text(max_size=60).map("offsite-key-".__add__))
def test_what_is_no_desk_key_is_refused_and_not_quoted(text: str) -> None:
    with pytest.raises(RegisterError) as error:
        DeskKey.parse(text)
    assert error.value.code is RegisterCode.BAD_KEY
    assert len(text) < 20 or text not in str(error.value)


def test_a_digest_depends_on_key_use_and_text() -> None:
    other = DataKey.new("c" * 32)
    assert KEY.digest("pupil", "A") == KEY.digest("pupil", "A")
    digests = {
        KEY.digest("pupil", "A"),
        KEY.digest("pupil", "B"),
        KEY.digest("address", "A"),
        other.digest("pupil", "A"),
    }
    assert len(digests) == 4
