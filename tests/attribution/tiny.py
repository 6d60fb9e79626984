"""A network as small as can be, with weights by chance, for the tests of the training. Needs the extra [train]."""

from __future__ import annotations

import torch
from transformers import BertConfig

from quotes.attribution.training.network import Network

PIECES = 30522
torch.set_num_threads(1)  # so small a network gains nothing by more, and other tests run beside these


def network(seed: int = 3) -> Network:
    """Every weight by chance, those too that training starts from zero."""
    torch.manual_seed(seed)
    made = Network(
        BertConfig(
            vocab_size=PIECES,
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            intermediate_size=64,
            attn_implementation="eager",
        )
    )
    with torch.no_grad():
        for name, parameter in made.named_parameters():
            parameter.normal_(mean=float(name.endswith("LayerNorm.weight")), std=0.1)
    made.eval()
    return made
