"""The learned parts of the attribution: what of it runs, by onnxruntime and numpy."""
