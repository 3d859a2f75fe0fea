"""The networks that are taught: MiniLM (Wang et al. 2020), an embedding of how words are written, labels and pointers.

A teacher has every layer whole. What ships was shrunk from it and learned from it: narrower inside, fewer layers, and
from some layer on only one position a word.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from claimtrack.extraction.learned.labels import DOUBT_SCORES, LABELS, STATEMENT_SCORES
from claimtrack.extraction.learned.words import SHAPES

WIDTH = 384
HEADS = 12
INNER = 1536
"""Width of a whole layer's inner part."""
POSITIONS = 512
PIECES = 30522
POINTER = 64
_EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Size:
    """How large a network is.

    From layer ``narrowed`` on it goes on with one position a word: at 0 with the mean of the word's pieces, above with
    the state of its first; None keeps every piece. ``recurrent`` is the width of a recurrent layer in each direction
    above the others (Hochreiter and Schmidhuber 1997; 0: none).
    """

    layers: int = 6
    inner: int = INNER
    narrowed: int | None = None
    recurrent: int = 0

    @property
    def width(self) -> int:
        """The width of the states that labels are read from."""
        return 2 * self.recurrent or WIDTH


TEACHER = Size()
SIZES = {
    "default": Size(inner=640, narrowed=1),
    "fast": Size(layers=1, inner=768, narrowed=0, recurrent=128),
}
"""The sizes that ship."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded with piece 0: ``pieces`` and ``shapes`` are (windows, pieces), whole numbers.

    ``starts`` (windows, positions) says which piece opens each position that a narrowed network keeps: every word, the
    window and the end of each paragraph. ``heads`` (windows, words) says which piece opens each word, and ``places``
    which of the positions it is. Padding is -1 in all three.
    """

    pieces: Tensor
    shapes: Tensor
    starts: Tensor
    heads: Tensor
    places: Tensor

    def to(self, device: torch.device) -> "Batch":
        """Return the same batch on another device."""
        return Batch(*(getattr(self, one.name).to(device) for one in fields(self)))


class Layer(nn.Module):
    """One layer of the encoder: attention, then two dense layers, each with its sum and norm behind it."""

    def __init__(self, dropout: float, inner: int = INNER) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.wide = nn.Linear(WIDTH, inner)
        self.narrow = nn.Linear(inner, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """Return the next hidden states, (windows, pieces, ``WIDTH``); ``mask`` is added to attention scores."""
        windows, length, _ = hidden.shape
        split = self.query_key_value(hidden).view(windows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = split[0], split[1], split[2]
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(windows, length, WIDTH)
        hidden = self.attention_norm(hidden + self.dropout(self.output(mixed)))
        given: Tensor = self.norm(hidden + self.dropout(self.narrow(functional.gelu(self.wide(hidden)))))
        return given


class Network(nn.Module):
    """From the pieces of a window to the labels of its words and what they point to."""

    def __init__(self, size: Size = TEACHER, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.size = size
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout, size.inner) for _ in range(size.layers))
        if size.recurrent:
            self.recurrent = nn.LSTM(WIDTH, size.recurrent, batch_first=True, bidirectional=True)
        self.heads = Heads(size.width)
        self.stating = nn.Linear(size.width, STATEMENT_SCORES)
        self.doubting = nn.Linear(size.width, DOUBT_SCORES)
        nn.init.normal_(self.shapes.weight, std=0.02)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits: labels (windows, words, LABELS), cue of each word (windows, words, words), and source of each.

        The last has one place more than words, the first: no source.
        """
        return self.read(batch)[0]

    def read(self, batch: Batch) -> tuple[tuple[Tensor, Tensor, Tensor], Tensor]:
        """Return what ``forward`` does, and the logits of statements, (windows, words, STATEMENT_SCORES)."""
        hidden, heads, words = self._states(batch)
        label, to_cue, to_source = self.heads(hidden[:, :1], words)
        absent = (heads < 0)[:, None, :]
        to_cue = to_cue.masked_fill(absent, -1e4)
        to_source = to_source.masked_fill(functional.pad(absent, (1, 0)), -1e4)
        return (label, to_cue, to_source), self.stating(words)

    def doubts(self, batch: Batch) -> Tensor:
        """Return what the words say of doubts, (windows, words, DOUBT_SCORES): logits of the kinds, and two vectors."""
        scores: Tensor = self.doubting(self._states(batch)[2])
        return scores

    def _states(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Return the hidden states of all positions, which of them are words, and the states of those."""
        embedded, shapes, is_there = self.pieces(batch.pieces), batch.shapes, batch.pieces != 0
        if self.size.narrowed == 0:
            embedded, is_there = _means(embedded, batch), batch.starts >= 0
            shapes = shapes.gather(1, batch.starts.clamp(min=0))
        hidden = self.dropout(self.encode(embedded, shapes, starts=batch.starts, is_there=is_there))
        heads = batch.heads if self.size.narrowed is None else batch.places
        return hidden, heads, gathered(hidden, heads)

    def encode(self, embedded: Tensor, shapes: Tensor, *, starts: Tensor, is_there: Tensor | None = None) -> Tensor:
        """Return hidden states of pieces, or of words for a network narrowed at 0, whose embeddings were looked up.

        Shape (windows, positions, ``size.width``). ``is_there`` tells padding from pieces; None: there is none.
        """
        length = embedded.shape[1]
        hidden: Tensor = self.dropout(self.norm(embedded + self.positions.weight[:length] + self.shapes(shapes)))
        mask = _mask(is_there)
        for number, layer in enumerate(self.layers):
            if number and number == self.size.narrowed:
                hidden = gathered(hidden, starts)
                is_there = starts >= 0 if is_there is not None else None
                mask = _mask(is_there)
            hidden = layer(hidden, mask)
        return self._read_along(hidden, is_there) if self.size.recurrent else hidden

    def _read_along(self, hidden: Tensor, is_there: Tensor | None) -> Tensor:
        if is_there is None:
            given: Tensor = self.recurrent(hidden)[0]
            return given
        # What is read backward must not begin in the padding.
        packed = pack_padded_sequence(hidden, is_there.sum(1).cpu(), batch_first=True, enforce_sorted=False)
        return pad_packed_sequence(self.recurrent(packed)[0], batch_first=True, total_length=hidden.shape[1])[0]

    def stack(self) -> list[Layer]:
        """Return the layers, the lowest first."""
        return [layer for layer in self.layers if isinstance(layer, Layer)]


class Heads(nn.Module):
    """What is read off the encoder's states: labels, and pointers scored as in Dozat and Manning (2017)."""

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        self.label = nn.Linear(width, LABELS)
        self.asks_cue, self.is_cue = nn.Linear(width, POINTER), nn.Linear(width, POINTER)
        self.asks_source, self.is_source = nn.Linear(width, POINTER), nn.Linear(width, POINTER)

    def forward(self, first: Tensor, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score the words; ``first`` is the state of the window's first piece, which stands for "no source"."""
        scale = POINTER**-0.5
        to_cue = self.asks_cue(words) @ self.is_cue(words).transpose(1, 2) * scale
        candidates = self.is_source(torch.cat([first, words], dim=1))
        to_source = self.asks_source(words) @ candidates.transpose(1, 2) * scale
        return self.label(words), to_cue, to_source


def gathered(hidden: Tensor, places: Tensor) -> Tensor:
    """Return the states at places, (windows, places, width); those of padding mean nothing."""
    return hidden.gather(1, places.clamp(min=0)[:, :, None].expand(-1, -1, hidden.shape[2]))


def _mask(is_there: Tensor | None) -> Tensor | None:
    """Return what is added to attention scores, so that nothing attends to padding."""
    if is_there is None:
        return None
    return torch.zeros(is_there.shape, device=is_there.device).masked_fill(~is_there, -1e4)[:, None, None, :]


def _means(embedded: Tensor, batch: Batch) -> Tensor:
    """Return the mean of the pieces of each position, (windows, positions, ``WIDTH``)."""
    windows, length, width = embedded.shape
    opens = torch.zeros(windows, length, dtype=torch.int64, device=embedded.device)
    opens.scatter_add_(1, batch.starts.clamp(min=0), (batch.starts >= 0).long())
    owner = (opens.cumsum(1) - 1).clamp(max=batch.starts.shape[1] - 1)
    is_there = (batch.pieces != 0).to(embedded.dtype)
    sums = embedded.new_zeros(windows, batch.starts.shape[1], width)
    sums = sums.scatter_add(1, owner[:, :, None].expand(-1, -1, width), embedded * is_there[:, :, None])
    counts = embedded.new_zeros(windows, batch.starts.shape[1]).scatter_add(1, owner, is_there)
    return sums / counts.clamp(min=1)[:, :, None]


def load_encoder(network: Network, weights: Mapping[str, Tensor]) -> None:
    """Take over a pretrained encoder named as Hugging Face's BERT, its layers from the first on.

    The token type is always the first; its embedding is added to every position's.
    """
    with torch.no_grad():
        network.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
        network.positions.weight.copy_(
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        _copy(network.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(network.stack()):
            at = f"encoder.layer.{number}"
            for name in ("weight", "bias"):
                parts = [weights[f"{at}.attention.self.{part}.{name}"] for part in ("query", "key", "value")]
                getattr(layer.query_key_value, name).copy_(torch.cat(parts))
            _copy(layer.output, weights, f"{at}.attention.output.dense")
            _copy(layer.attention_norm, weights, f"{at}.attention.output.LayerNorm")
            _copy(layer.wide, weights, f"{at}.intermediate.dense")
            _copy(layer.narrow, weights, f"{at}.output.dense")
            _copy(layer.norm, weights, f"{at}.output.LayerNorm")


def _copy(module: nn.Linear | nn.LayerNorm, weights: Mapping[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])
