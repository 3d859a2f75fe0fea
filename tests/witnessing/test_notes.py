# ruff: noqa: E501 - the example of the specification, as it stands there
import base64
from datetime import UTC, datetime

import pytest

from claimtrack.witnessing.checkpoints import Checkpoint, origin_of, read_checkpoint, workspace_of
from claimtrack.witnessing.handed import SignedHead, read_signed
from claimtrack.witnessing.keys import (
    Kind,
    PublicKey,
    new_key,
    private_key,
    proves_nothing,
    read_handing_over,
    read_public,
)
from claimtrack.witnessing.notes import NotANote, Note, Signature, read_note

EXAMPLE = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""
"""The example of https://c2sp.org/tlog-cosignature."""

ORIGIN = origin_of("11111111-2222-4333-8444-555555555555")


@pytest.fixture
def head() -> SignedHead:
    """Give a head with its key and two proofs."""
    key = new_key(ORIGIN)
    checkpoint = Checkpoint(ORIGIN, 20, bytes(32))
    proofs = {3: (b"a" * 32, b"b" * 32), 12: ()}
    return SignedHead(Note(checkpoint.text(), (key.sign(checkpoint.text()),)), checkpoint, key.public, proofs)


def test_the_example_of_the_specification_is_read_and_written_as_it_is() -> None:
    found = read_signed(EXAMPLE)
    assert (found.checkpoint.origin, found.checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert [one.name for one in found.note.signatures] == ["example.com/behind-the-sofa", "witness.example.com/w1"]
    assert found.note.signatures[1].key_id.hex() == "8d66cf3f"
    assert int.from_bytes(found.note.signatures[1].signed[:8], "big") == 1679315147
    assert found.written() == EXAMPLE


def test_a_signed_head_is_written_and_read_back_through_mail(head: SignedHead) -> None:
    assert read_signed(head.written()) == head
    assert read_signed("\ufeff\n" + head.written().replace("\n", "\r\n") + "\r\n\r\n") == head


def test_without_a_key_and_with_one_proof_it_is_what_a_witness_is_sent(head: SignedHead) -> None:
    sent = SignedHead(head.note, head.checkpoint, proofs={3: head.proofs[3]}).written()
    first = base64.b64encode(b"a" * 32).decode()
    assert sent.startswith(f"old 3\n{first}\n")
    assert sent.endswith("\n\n" + head.note.written())


@pytest.mark.parametrize(
    "written",
    [
        "",
        "\n\n",
        "a\n",
        EXAMPLE.replace("\u2014 example", "- example"),
        EXAMPLE.replace("Az3g", "Az3*"),
        EXAMPLE.replace("20852163", "020852163"),
        EXAMPLE.replace("20852163", "-1"),
        EXAMPLE.replace("20852163", "9" * 40),
        EXAMPLE.replace("20852163", "\u0662\u0663"),
        EXAMPLE.replace("CsUY", "CsU"),
        EXAMPLE.replace("jxq2I=", "jxq2J="),
        EXAMPLE.replace("sofa\n2", "sofa\x1b[31m\n2"),
        EXAMPLE.replace("\u2014 witness.example.com/w1", "\u2014 witness w1"),
        EXAMPLE.replace("\u2014 witness.example.com/w1", "\u2014 witness+w1"),
        EXAMPLE.replace("\u2014 witness.example.com/w1", "\u2014 "),
        EXAMPLE + "\u2014 x AAAA\n",
        EXAMPLE + "\u2014 x AAAAAAA=\n" * 63,
        "key nobody\n\n" + EXAMPLE,
        "old x\n\n" + EXAMPLE,
        "old 3\nnonsense\n\n" + EXAMPLE,
        "old 3\nAAAA\n\n" + EXAMPLE,
        "old 3\nold 3\n\n" + EXAMPLE,
        "".join(f"old {size}\n" for size in range(65)) + "\n" + EXAMPLE,
        "old 3\n" + f"{base64.b64encode(bytes(32)).decode()}\n" * 129 + "\n" + EXAMPLE,
        "key " + "a" * 100_000,
        "\n\n" * 100_000,
    ],
)
def test_what_is_no_signed_head_is_refused(written: str) -> None:
    with pytest.raises(NotANote):
        read_signed(written)


def test_a_text_may_have_blank_lines_and_a_checkpoint_not() -> None:
    text = "one\n\ntwo\n"
    key = new_key("a")
    assert read_note(Note(text, (key.sign(text),)).written()).text == text
    with pytest.raises(NotANote):
        read_checkpoint(text)


@pytest.mark.parametrize(
    "name", ["", "a b", "a+b", "\u0430na", "a\u202eb", "x" * 201, "-x", "a\nb", "\x1b[2J", "ana\u00a0x"]
)
def test_hostile_names_of_keys_are_refused(name: str) -> None:
    key = PublicKey(name, new_key("x").public.raw)
    with pytest.raises(NotANote):
        read_public(key.written())


def test_a_key_is_written_and_read_back() -> None:
    key = new_key(ORIGIN)
    assert read_public(key.public.written()) == key.public
    assert private_key(ORIGIN, key.pem()).public == key.public
    assert len(key.public.fingerprint().replace(" ", "")) == 32
    wrong = key.public.written().replace(f"+{key.public.key_id(Kind.SIGNED).hex()}+", "+00000000+")
    with pytest.raises(NotANote, match="the number of the key does not fit it"):
        read_public(wrong)
    assert "PRIVATE" not in repr(key)


@pytest.mark.parametrize(
    "raw",
    [
        b"\x01" + bytes(31),
        bytes(32),
        b"\xec" + b"\xff" * 30 + b"\x7f",
        bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    ],
    ids=["one", "zero", "minus one", "order eight", "order eight, the other"],
)
def test_keys_for_which_anybody_can_sign_are_refused(raw: bytes) -> None:
    assert proves_nothing(raw)
    with pytest.raises(NotANote, match="anybody can sign for this key"):
        read_public(PublicKey(ORIGIN, raw).written())
    assert not proves_nothing(new_key(ORIGIN).public.raw)


def test_a_signature_of_the_desk_and_a_cosignature_are_not_taken_for_each_other() -> None:
    key = new_key(ORIGIN)
    text = Checkpoint(ORIGIN, 3, bytes(32)).text()
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    cosigned = key.cosign(text, at)
    assert key.public.signature(Note(text, (cosigned,)), Kind.COSIGNED) == cosigned
    assert key.public.signature(Note(text, (cosigned,))) is None
    turned = Signature(ORIGIN, key.public.key_id(Kind.SIGNED), cosigned.signed[8:])
    with pytest.raises(NotANote):
        key.public.signature(Note(text, (turned,)))
    later = Signature(
        ORIGIN, cosigned.key_id, bytes([*cosigned.signed[:7], cosigned.signed[7] ^ 1, *cosigned.signed[8:]])
    )
    with pytest.raises(NotANote):
        key.public.signature(Note(text, (later,)), Kind.COSIGNED)


def test_a_key_is_handed_over_by_the_old_one_alone() -> None:
    old, new, third = new_key(ORIGIN), new_key(ORIGIN), new_key(ORIGIN)
    note = old.hand_over(new.public)
    assert read_handing_over(read_note(note.written())) == (old.public, new.public)
    assert read_handing_over(Note("a\nb\nc\n", note.signatures)) is None
    for harmed in (
        Note(note.text, ()),
        Note(note.text.replace(new.public.written(), third.public.written()), note.signatures),
        Note(note.text, third.hand_over(new.public).signatures),
        Note(note.text.replace(new.public.written(), old.public.written()), note.signatures),
    ):
        with pytest.raises(NotANote):
            read_handing_over(harmed)


def test_an_origin_is_a_workspace_or_somebody_elses() -> None:
    assert workspace_of(ORIGIN) == "11111111-2222-4333-8444-555555555555"
    assert workspace_of("example.com/log") is None
    assert workspace_of("claimtrack/none") is None
