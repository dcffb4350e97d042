"""Writes and reads the network files that src/networks/loadNetworkFile.ts reads."""

import hashlib
import json
import os

import numpy as np


def write_network(folder, tensors, manifest):
    """Writes weights.bin, 16-bit floats in the order of `tensors` [(name, array)], and manifest.json.

    `manifest` has name, architecture, input, licence and provenance, and whatever else should stand there.
    """
    halves = [(name, array.astype("<f2")) for name, array in tensors]
    blob = b"".join(array.tobytes() for _, array in halves)
    with open(os.path.join(folder, "weights.bin"), "wb") as file:
        file.write(blob)
    quantization = {"dtype": "float16", "original_dtype": "float32"}
    whole = {
        "format": "babylon-face-creator/network",
        "version": 1,
        "name": manifest["name"],
        "architecture": manifest["architecture"],
        "input": manifest["input"],
        "weights": [{"name": name, "shape": list(array.shape), "dtype": "float32", "quantization": quantization} for name, array in halves],
        "files": [{"path": "weights.bin", "bytes": len(blob), "sha256": hashlib.sha256(blob).hexdigest()}],
        **{key: value for key, value in manifest.items() if key not in ("name", "architecture", "input")},
    }
    with open(os.path.join(folder, "manifest.json"), "w", encoding="utf8") as file:
        json.dump(whole, file, indent=2)
        file.write("\n")


def read_network(folder):
    """Reads what `write_network` wrote: its manifest, and its arrays by name."""
    with open(os.path.join(folder, "manifest.json"), encoding="utf8") as file:
        manifest = json.load(file)
    blob = np.fromfile(os.path.join(folder, "weights.bin"), "<f2").astype(np.float32)
    tensors, offset = {}, 0
    for entry in manifest["weights"]:
        size = int(np.prod(entry["shape"]))
        tensors[entry["name"]] = blob[offset : offset + size].reshape(entry["shape"])
        offset += size
    return manifest, tensors
