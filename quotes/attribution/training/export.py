"""The trained network as an ONNX file with weights of eight bits, for onnxruntime.

The graph is written node by node, with the fused operators of onnxruntime ("com.microsoft"), rather than traced: what
runs is then what stands here, whatever the version of the tracer. Word embeddings are stored as bytes with a scale for
each row; matrices are quantised by onnxruntime (dynamic quantisation, a scale for each column), which works out the
activations' scale anew for each window. Those that follow a GELU are given whole numbers no more than in storage: its
few large values leave the others too little of eight bits.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from quotes.attribution.learned.encoding import LONGEST
from quotes.attribution.learned.tagger import PAIRING
from quotes.attribution.learned.weights import NETWORK
from quotes.attribution.training.network import Network

_OPSET = 17
_MICROSOFT = "com.microsoft"
Weights = dict[str, NDArray[np.float32]]


class _Graph:
    """Nodes and constants as they are added; each method gives the name of what it puts out."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, values: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, *inputs: str, output: str = "", domain: str = "", **attributes: Any) -> str:
        output = output or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], f"node_{output}", domain=domain, **attributes))
        return output

    def linear(self, given: str, name: str, weights: NDArray[np.float32]) -> str:
        """`given` times the transposed matrix (as PyTorch keeps it), without the bias."""
        return self.node("MatMul", given, self.constant(f"{name}.weight", weights.T))

    def stored(self, given: str, name: str, weights: NDArray[np.float32]) -> str:
        """The same by a matrix that is only stored in eight bits: onnxruntime makes it whole when it loads the file."""
        scale = np.maximum(np.abs(weights).max(axis=1, keepdims=True), 1e-8) / 127
        rounded = self.constant(f"{name}.weight", np.round(weights / scale).astype(np.int8).T)
        whole = self.node("Cast", rounded, to=TensorProto.FLOAT)
        whole = self.node("Mul", whole, self.constant(f"{name}.scale", scale.astype(np.float32).T))
        return self.node("MatMul", given, whole)


def export(network: Network, folder: Path) -> None:
    """Writes the network into `folder`: the graph, quantised, and what pairs its words.

    The graph maps `pieces` [P], `features` [P, groups] and `first` [W] of one window (see `learned.reading.Inputs`) to
    `scores` [W, n], cue, query, key and word side by side, and `words` [W, size], the words' vectors halfway through
    the encoder's layers, for what else is to be read in them (`quotes.claims.vectors`).
    """
    weights = {name: value.detach().float().numpy() for name, value in network.state_dict().items()}
    with tempfile.TemporaryDirectory() as temporary:
        exact = Path(temporary) / "exact.onnx"
        onnx.save(_model(weights, network.encoder.config), exact)
        quantize_dynamic(
            exact,
            folder / NETWORK,
            op_types_to_quantize=["MatMul", "Attention"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
    np.savez(folder / PAIRING, distance=weights["distance"], relation=weights["relation"].astype(np.float16))


def _model(weights: Weights, config: Any) -> Any:
    graph = _Graph()
    state = _embedded(graph, weights, config)
    batch = graph.constant("batch_axis", np.array([0]))
    for number in range(config.num_hidden_layers):
        state = _layer(graph, weights, f"encoder.encoder.layer.{number}", state, config)
        if number + 1 == (config.num_hidden_layers + 1) // 2:
            graph.node("Gather", graph.node("Squeeze", state, batch), "first", output="words", axis=0)
    _heads(graph, weights, graph.node("Gather", graph.node("Squeeze", state, batch), "first", axis=0))
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
    inner = graph.stored(inner, f"{name}.output", weights[f"{name}.output.dense.weight"])
    return _added(graph, weights, f"{name}.output", (inner, state), config)


def _added(graph: _Graph, weights: Weights, name: str, inputs: tuple[str, str], config: Any) -> str:
    """A block's change and the state that went into it, added and normed."""
    norm = (graph.constant(f"{name}.norm.{end}", weights[f"{name}.LayerNorm.{end}"]) for end in ("weight", "bias"))
    bias = graph.constant(f"{name}.bias", weights[f"{name}.dense.bias"])
    return graph.node("SkipLayerNormalization", *inputs, *norm, bias, domain=_MICROSOFT, epsilon=config.layer_norm_eps)


def _heads(graph: _Graph, weights: Weights, words: str) -> None:
    hidden = graph.linear(words, "hidden", weights["hidden.0.weight"])
    hidden_bias = graph.constant("hidden.bias", weights["hidden.0.bias"])
    hidden = graph.node("BiasGelu", hidden, hidden_bias, domain=_MICROSOFT)
    parts = ("cue", "query", "key", "word")
    scores = graph.linear(hidden, "scores", np.concatenate([weights[f"{part}.weight"] for part in parts]))
    bias = graph.constant("scores.bias", np.concatenate([weights[f"{part}.bias"] for part in parts]))
    graph.node("Add", scores, bias, output="scores")
