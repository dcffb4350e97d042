"""The imitator G: a vector x becomes a picture through transposed convolutions (section 3.1 of the paper)."""
import hashlib
import json
import os

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn


class Interleave(torch.autograd.Function):
    """Four phases [n, 4 * o, h + 1, w + 1] (phase a, b at channel (2a + b) * o) -> [n, o, 2h, 2w], each phase shifted by its own a, b.

    Written out because the gradient of plain slices fills and adds a whole tensor per phase.
    """

    @staticmethod
    def forward(ctx, y: torch.Tensor) -> torch.Tensor:
        n, c, h, w = y.shape
        o, h, w = c // 4, h - 1, w - 1
        y = y.permute(0, 2, 3, 1)
        out = y.new_empty(n, h, 2, w, 2, o)
        for a in range(2):
            for b in range(2):
                out[:, :, a, :, b] = y[:, a : a + h, b : b + w, (2 * a + b) * o : (2 * a + b + 1) * o]
        return out.view(n, 2 * h, 2 * w, o).permute(0, 3, 1, 2)

    @staticmethod
    def backward(ctx, gradient: torch.Tensor) -> torch.Tensor:
        n, o, h, w = gradient.shape
        h, w = h // 2, w // 2
        gradient = gradient.permute(0, 2, 3, 1).contiguous().view(n, h, 2, w, 2, o)
        out = gradient.new_zeros(n, h + 1, w + 1, 4 * o)
        for a in range(2):
            for b in range(2):
                out[:, a : a + h, b : b + w, (2 * a + b) * o : (2 * a + b + 1) * o] = gradient[:, :, a, :, b]
        return out.permute(0, 3, 1, 2)


class DoubleUp(nn.Module):
    """Transposed convolution 4x4, stride 2, padding 1, computed as one 2x2 convolution whose four output phases are interleaved.

    The same function and the same parameters as nn.ConvTranspose2d(i, o, 4, 2, 1); on a CPU two to three times as fast.
    """

    def __init__(self, inputs: int, outputs: int, bias: bool):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(inputs, outputs, 4, 4))
        self.bias = nn.Parameter(torch.zeros(outputs)) if bias else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        i, o = self.weight.shape[:2]
        # Row u = 2t + a of the flipped kernel is tap t of phase a.
        kernel = self.weight.flip(2, 3).view(i, o, 2, 2, 2, 2).permute(3, 5, 1, 0, 2, 4).reshape(4 * o, i, 2, 2)
        y = Interleave.apply(F.conv2d(x, kernel.contiguous(memory_format=torch.channels_last), padding=1))
        return y if self.bias is None else y + self.bias.to(y.dtype).view(1, -1, 1, 1)


class Imitator(nn.Module):
    """x | nuisance [n, length] in 0..1 -> [n, outputs, s, s], s = 4 * 2 ** len(channels).

    The first three outputs are the picture, RGB, sRGB-encoded, about 0..1; with more of them the others are the scores of the part labels.
    """

    def __init__(self, length: int, channels, outputs: int = 3):
        super().__init__()
        self.length, self.channels, self.outputs = length, list(channels), outputs
        widths = [length, *channels, outputs]
        self.layers, self.norms = nn.ModuleList(), nn.ModuleList()
        for i, (a, b) in enumerate(zip(widths, widths[1:])):
            last = i == len(channels)
            self.layers.append(nn.ConvTranspose2d(a, b, 4, bias=False) if i == 0 else DoubleUp(a, b, bias=last))
            nn.init.normal_(self.layers[-1].weight, 0, 0.02 if last else (2 / (a if i == 0 else 4 * a)) ** 0.5)
            if not last:
                self.norms.append(nn.BatchNorm2d(b, eps=1e-5))

    @property
    def size(self) -> int:
        return 4 * 2 ** len(self.channels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = (2 * x - 1).view(-1, self.length, 1, 1)
        for layer, norm in zip(self.layers, self.norms):
            y = torch.relu_(norm(layer(y)))
        return self.layers[-1](y)


def named_weights(model: Imitator):
    """Name and float32 array of each weight, in the order and the layouts of the network file."""
    for i, layer in enumerate(model.layers):
        yield f"layer{i}/kernel", layer.weight.detach().permute(2, 3, 1, 0).contiguous().numpy()
        if i < len(model.norms):
            norm = model.norms[i]
            for name, value in (("gamma", norm.weight), ("beta", norm.bias), ("mean", norm.running_mean), ("variance", norm.running_var)):
                yield f"layer{i}/{name}", value.detach().numpy()
        else:
            yield f"layer{i}/bias", layer.bias.detach().numpy()


def encode(value, bits: int):
    """Bytes of a weight, its entry's quantization, and the weight as a reader gets it back: float16, or 8 bits over its range."""
    if bits == 16:
        half = np.ascontiguousarray(value, dtype="<f2")
        return half.tobytes(), {"dtype": "float16"}, half.astype(np.float32)
    least, most = float(value.min()), float(value.max())
    scale = max((most - least) / 255, 1e-12)
    steps = np.round((value - least) / scale).clip(0, 255).astype(np.uint8)
    return steps.tobytes(), {"dtype": "uint8", "scale": scale, "min": least}, steps.astype(np.float32) * scale + least


def bits_of(name: str) -> int:
    """The kernels of the first two layers, two thirds of all weights, are stored in 8 bits."""
    return 8 if name in ("layer0/kernel", "layer1/kernel") else 16


def write_network(folder: str, manifest: dict, weights) -> None:
    """Writes manifest.json and weights.bin (little-endian, in order)."""
    os.makedirs(folder, exist_ok=True)
    entries, blobs = [], []
    for name, value in weights:
        blob, quantization, _ = encode(value, bits_of(name))
        entries.append({"name": name, "shape": list(value.shape), "dtype": "float32", "quantization": quantization})
        blobs.append(blob)
    blob = b"".join(blobs)
    with open(os.path.join(folder, "weights.bin"), "wb") as file:
        file.write(blob)
    head = {"format": "babylon-face-creator/network", "version": 1}
    files = [{"path": "weights.bin", "bytes": len(blob), "sha256": hashlib.sha256(blob).hexdigest()}]
    with open(os.path.join(folder, "manifest.json"), "w") as file:
        json.dump({**head, **manifest, "weights": entries, "files": files}, file, indent=2)
        file.write("\n")


def read_network(folder: str):
    """Reads what `write_network` wrote: for each layer a dictionary of its arrays, in the layouts of the file."""
    with open(os.path.join(folder, "manifest.json")) as file:
        entries = json.load(file)["weights"]
    with open(os.path.join(folder, "weights.bin"), "rb") as file:
        blob = file.read()
    layers, at = {}, 0
    for entry in entries:
        layer, name = entry["name"].split("/")
        size = int(np.prod(entry["shape"]))
        quantization = entry["quantization"]
        is_half = quantization["dtype"] == "float16"
        value = np.frombuffer(blob, "<f2" if is_half else np.uint8, size, at).astype(np.float32)
        if not is_half:
            value = value * quantization["scale"] + quantization["min"]
        layers.setdefault(layer, {})[name] = value.reshape(entry["shape"])
        at += size * (2 if is_half else 1)
    return list(layers.values())
