"""The network that is taught: MiniLM (Wang et al. 2020), an embedding of how words are written, labels and pointers."""

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from claimtrack.extraction.learned.labels import LABELS
from claimtrack.extraction.learned.words import SHAPES

WIDTH = 384
HEADS = 12
INNER = 1536
POSITIONS = 512
PIECES = 30522
POINTER = 64
_EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side, padded with piece 0: ``pieces`` and ``shapes`` are (windows, pieces), whole numbers.

    ``heads`` (windows, words) says which piece opens each word; padding words point to piece 0, and ``is_word`` is
    False there.
    """

    pieces: Tensor
    shapes: Tensor
    heads: Tensor
    is_word: Tensor


class Layer(nn.Module):
    """One layer of the encoder: attention, then two dense layers, each with its sum and norm behind it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.wide = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """Give the next hidden states, (windows, pieces, ``WIDTH``); ``mask`` is added to attention scores."""
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

    def __init__(self, *, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.heads = Heads()
        nn.init.normal_(self.shapes.weight, std=0.02)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Give logits: labels (windows, words, LABELS), cue of each word (windows, words, words), and source of each.

        The last has one place more than words, the first: no source.
        """
        mask = torch.zeros(batch.pieces.shape, dtype=torch.float32, device=batch.pieces.device)
        mask = mask.masked_fill(batch.pieces == 0, -1e4)[:, None, None, :]
        hidden = self.dropout(self.encode(self.pieces(batch.pieces), batch.shapes, mask))
        places = batch.heads[:, :, None].expand(-1, -1, WIDTH)
        label, to_cue, to_source = self.heads(hidden[:, :1], hidden.gather(1, places))
        absent = ~batch.is_word[:, None, :]
        to_cue = to_cue.masked_fill(absent, -1e4)
        to_source = to_source.masked_fill(functional.pad(absent, (1, 0)), -1e4)
        return label, to_cue, to_source

    def encode(self, embedded: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        """Give hidden states of pieces whose embeddings were looked up already, (windows, pieces, ``WIDTH``)."""
        length = embedded.shape[1]
        hidden: Tensor = self.dropout(self.norm(embedded + self.positions.weight[:length] + self.shapes(shapes)))
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden

    def stack(self) -> list[Layer]:
        """Give the layers, the lowest first."""
        return [layer for layer in self.layers if isinstance(layer, Layer)]


class Heads(nn.Module):
    """What is read off the encoder's states: labels, and pointers scored as in Dozat and Manning (2017)."""

    def __init__(self) -> None:
        super().__init__()
        self.label = nn.Linear(WIDTH, LABELS)
        self.asks_cue, self.is_cue = nn.Linear(WIDTH, POINTER), nn.Linear(WIDTH, POINTER)
        self.asks_source, self.is_source = nn.Linear(WIDTH, POINTER), nn.Linear(WIDTH, POINTER)

    def forward(self, first: Tensor, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score the words; ``first`` is the state of the window's first piece, which stands for "no source"."""
        scale = POINTER**-0.5
        to_cue = self.asks_cue(words) @ self.is_cue(words).transpose(1, 2) * scale
        candidates = self.is_source(torch.cat([first, words], dim=1))
        to_source = self.asks_source(words) @ candidates.transpose(1, 2) * scale
        return self.label(words), to_cue, to_source


def load_encoder(
    network: Network, weights: Mapping[str, Tensor], *, kept: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
) -> None:
    """Take over a pretrained encoder named as Hugging Face's BERT; ``kept`` says which of its layers.

    The token type is always the first; its embedding is added to every position's.
    """
    with torch.no_grad():
        network.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
        network.positions.weight.copy_(
            weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        )
        _copy(network.norm, weights, "embeddings.LayerNorm")
        for layer, number in zip(network.stack(), kept, strict=True):
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
