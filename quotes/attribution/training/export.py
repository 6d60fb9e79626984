"""The trained network as an ONNX file with weights of eight bits, for onnxruntime.

The graph is written node by node, with the fused operators of onnxruntime ("com.microsoft"), rather than traced: what
runs is then what stands here, whatever the version of the tracer. Word embeddings are stored as bytes with a scale for
each row; matrices are quantised by onnxruntime (dynamic quantisation, a scale for each column), which works out the
activations' scale anew for each window. Before the two large matrices of a layer a few channels are many times as loud
as all the others, and would leave them too little of eight bits: these few are multiplied in 32 bits, by themselves
(Dettmers et al. 2022, "LLM.int8(): 8-bit Matrix Multiplication for Transformers at Scale", NeurIPS).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from quotes.attribution.learned.encoding import LONGEST
from quotes.attribution.learned.reading import Inputs
from quotes.attribution.learned.tagger import PAIRING
from quotes.attribution.learned.weights import NETWORK
from quotes.attribution.training.network import Network

_OPSET = 17
_MICROSOFT = "com.microsoft"
_LOUD = 48
"""One of so many channels is multiplied in 32 bits."""
Weights = dict[str, NDArray[np.float32]]
Channels = NDArray[np.int64]


class _Graph:
    """Nodes and constants as they are added; each method gives the name of what it puts out.

    `loud` names the loud channels of what some matrices are multiplied with.
    """

    def __init__(self, loud: dict[str, Channels]) -> None:
        self.loud = loud
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.exact: list[str] = []
        """The names of the nodes that are not to be quantised."""

    def constant(self, name: str, values: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, *inputs: str, output: str = "", domain: str = "", **attributes: Any) -> str:
        output = output or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], f"node_{output}", domain=domain, **attributes))
        return output

    def linear(self, given: str, name: str, weights: NDArray[np.float32]) -> str:
        """`given` times the transposed matrix (as PyTorch keeps it), without the bias; loud channels by themselves."""
        matrix = weights.T
        loud = self.loud.get(name)
        if loud is None:
            return self.node("MatMul", given, self.constant(f"{name}.weight", matrix))
        quiet = np.ones(len(matrix), dtype=np.float32)
        quiet[loud] = 0
        others = self.node("Mul", given, self.constant(f"{name}.quiet", quiet))
        product = self.node("MatMul", others, self.constant(f"{name}.weight", matrix))
        few = self.node("Gather", given, self.constant(f"{name}.loud", loud), axis=2)
        exact = self.node("MatMul", few, self.constant(f"{name}.loud.weight", matrix[loud]))
        self.exact.append(self.nodes[-1].name)
        return self.node("Add", product, exact)


def export(network: Network, folder: Path, windows: Iterable[Inputs]) -> None:
    """Writes the network into `folder`: the graph, quantised, and what pairs its words.

    The graph maps `pieces` [P], `features` [P, groups] and `first` [W] of one window (see `learned.reading.Inputs`) to
    `scores` [W, n], cue, query, key and word side by side, and `words` [W, size], the words' vectors halfway through
    the encoder's layers, for what else is to be read in them (`quotes.claims.vectors`). Which channels are loud is seen
    in `windows`, of texts such as it will read.
    """
    weights = {name: value.detach().float().numpy() for name, value in network.state_dict().items()}
    graph = _graph(weights, _loudest(network, windows), network.encoder.config)
    with tempfile.TemporaryDirectory() as temporary:
        exact = Path(temporary) / "exact.onnx"
        onnx.save(_model(graph), exact)
        quantize_dynamic(
            exact,
            folder / NETWORK,
            op_types_to_quantize=["MatMul", "Attention"],
            nodes_to_exclude=graph.exact,
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
    np.savez(folder / PAIRING, distance=weights["distance"], relation=weights["relation"].astype(np.float16))


def _loudest(network: Network, windows: Iterable[Inputs]) -> dict[str, Channels]:
    """For each of the large matrices, the channels of its input whose peaks in these windows are highest."""
    layers = [f"encoder.encoder.layer.{number}" for number in range(network.encoder.config.num_hidden_layers)]
    peaks: dict[str, torch.Tensor] = {}

    def listen(name: str, _: Any, given: tuple[torch.Tensor]) -> None:
        peak = given[0].abs().flatten(0, -2).amax(dim=0)
        peaks[name] = torch.maximum(peaks.get(name, peak), peak)

    hooks = [
        network.get_submodule(f"{name}.dense").register_forward_pre_hook(partial(listen, name))
        for name in (f"{layer}.{part}" for layer in layers for part in ("intermediate", "output"))
    ]
    with torch.no_grad():
        for window in windows:
            network(*(torch.from_numpy(each)[None] for each in (window.pieces, window.features, window.first)))
    for hook in hooks:
        hook.remove()
    return {name: peak.topk(-(-len(peak) // _LOUD)).indices.sort().values.numpy() for name, peak in peaks.items()}


def _graph(weights: Weights, loud: dict[str, Channels], config: Any) -> _Graph:
    graph = _Graph(loud)
    state = _embedded(graph, weights, config)
    batch = graph.constant("batch_axis", np.array([0]))
    for number in range(config.num_hidden_layers):
        state = _layer(graph, weights, f"encoder.encoder.layer.{number}", state, config)
        if number + 1 == (config.num_hidden_layers + 1) // 2:
            graph.node("Gather", graph.node("Squeeze", state, batch), "first", output="words", axis=0)
    _heads(graph, weights, graph.node("Gather", graph.node("Squeeze", state, batch), "first", axis=0))
    return graph


def _model(graph: _Graph) -> Any:
    made = helper.make_graph(
        graph.nodes,
        "tagger",
        [
            helper.make_tensor_value_info("pieces", TensorProto.INT64, ["P"]),
            helper.make_tensor_value_info("features", TensorProto.INT64, ["P", "groups"]),
            helper.make_tensor_value_info("first", TensorProto.INT64, ["W"]),
        ],
        [
            helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["W", "n"]),
            helper.make_tensor_value_info("words", TensorProto.FLOAT, ["W", "size"]),
        ],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=8)


def _embedded(graph: _Graph, weights: Weights, config: Any) -> str:
    table = weights["encoder.embeddings.word_embeddings.weight"]
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8) / 127
    rows = graph.constant("words.weight", np.round(table / scale).astype(np.int8))
    words = graph.node("Cast", graph.node("Gather", rows, "pieces", axis=0), to=TensorProto.FLOAT)
    scales = graph.node("Gather", graph.constant("words.scale", scale.astype(np.float32)), "pieces", axis=0)
    words = graph.node("Mul", words, scales)
    features = graph.node("Gather", graph.constant("features.weight", weights["features.weight"]), "features", axis=0)
    features = graph.node("ReduceSum", features, graph.constant("feature_axis", np.array([1])), keepdims=0)
    name = "encoder.embeddings"
    places = weights[f"{name}.position_embeddings.weight"] + weights[f"{name}.token_type_embeddings.weight"][0]
    places = graph.constant("places.weight", places[: LONGEST + 2])
    length = graph.node("Shape", "pieces")
    start, axis = graph.constant("zero", np.array([0])), graph.constant("first_axis", np.array([0]))
    here = graph.node("Slice", places, start, length, axis)
    state = graph.node("Add", graph.node("Add", words, features), here)
    state = graph.node("Unsqueeze", state, graph.constant("new_axis", np.array([0])))
    return graph.node(
        "LayerNormalization",
        state,
        *(graph.constant(f"{name}.{end}", weights[f"{name}.LayerNorm.{end}"]) for end in ("weight", "bias")),
        epsilon=config.layer_norm_eps,
    )


def _layer(graph: _Graph, weights: Weights, name: str, state: str, config: Any) -> str:
    own = f"{name}.attention.self"
    matrix = np.concatenate([weights[f"{own}.{part}.weight"].T for part in ("query", "key", "value")], axis=1)
    bias = np.concatenate([weights[f"{own}.{part}.bias"] for part in ("query", "key", "value")])
    seen = graph.node(
        "Attention",
        state,
        graph.constant(f"{own}.weight", matrix),
        graph.constant(f"{own}.bias", bias),
        domain=_MICROSOFT,
        num_heads=config.num_attention_heads,
    )
    seen = graph.linear(seen, f"{name}.attention.output", weights[f"{name}.attention.output.dense.weight"])
    state = _added(graph, weights, f"{name}.attention.output", (seen, state), config)
    inner = graph.linear(state, f"{name}.intermediate", weights[f"{name}.intermediate.dense.weight"])
    inner_bias = graph.constant(f"{name}.intermediate.bias", weights[f"{name}.intermediate.dense.bias"])
    inner = graph.node("BiasGelu", inner, inner_bias, domain=_MICROSOFT)
    inner = graph.linear(inner, f"{name}.output", weights[f"{name}.output.dense.weight"])
    return _added(graph, weights, f"{name}.output", (inner, state), config)


def _added(graph: _Graph, weights: Weights, name: str, inputs: tuple[str, str], config: Any) -> str:
    """A block's change and the state that went into it, added and normed."""
    change, before = inputs
    changed = graph.node("Add", change, graph.constant(f"{name}.bias", weights[f"{name}.dense.bias"]))
    norm = (graph.constant(f"{name}.norm.{end}", weights[f"{name}.LayerNorm.{end}"]) for end in ("weight", "bias"))
    return graph.node("LayerNormalization", graph.node("Add", changed, before), *norm, epsilon=config.layer_norm_eps)


def _heads(graph: _Graph, weights: Weights, words: str) -> None:
    hidden = graph.linear(words, "hidden", weights["hidden.0.weight"])
    hidden_bias = graph.constant("hidden.bias", weights["hidden.0.bias"])
    hidden = graph.node("BiasGelu", hidden, hidden_bias, domain=_MICROSOFT)
    parts = ("cue", "query", "key", "word")
    scores = graph.linear(hidden, "scores", np.concatenate([weights[f"{part}.weight"] for part in parts]))
    bias = graph.constant("scores.bias", np.concatenate([weights[f"{part}.bias"] for part in parts]))
    graph.node("Add", scores, bias, output="scores")
