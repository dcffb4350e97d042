"""Golden vectors of the networks' architectures, from an independent implementation in PyTorch.

Usage: python3 assets/networks/golden.py test/unit/fixtures/networks.golden.json   (PyTorch 1.13 on a CPU; no other input)

Weights and inputs come from a formula (see noise), so that the fixture holds results only.
"""
import json
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


def noise(count, seed, low, high):
    """Uniform numbers by an integer hash; the test has the same formula."""
    mask = np.uint64(0xFFFFFFFF)
    h = (np.arange(count, dtype=np.uint64) * np.uint64(2654435761) + np.uint64(seed * 40503 + 1)) & mask
    h ^= h >> np.uint64(15)
    h = (h * np.uint64(2246822519)) & mask
    h ^= h >> np.uint64(13)
    return (low + (high - low) * h.astype(np.float64) / 2.0**32).astype(np.float32)


def tensor(shape, seed, low=-1.0, high=1.0):
    return torch.from_numpy(noise(int(np.prod(shape)), seed, low, high).reshape(shape))


class Imitator(nn.Module):
    """Section 3.1 of the paper: transposed convolutions 4x4, batch norm and ReLU after all but the last."""

    def __init__(self, inputs, channels, outputs=3):
        super().__init__()
        self.convolutions = nn.ModuleList()
        self.norms = nn.ModuleList()
        for i, width in enumerate([*channels, outputs]):
            last = i == len(channels)
            self.convolutions.append(nn.ConvTranspose2d(inputs, width, 4, *((1, 0) if i == 0 else (2, 1)), bias=last))
            if not last:
                self.norms.append(nn.BatchNorm2d(width))
            inputs = width

    def forward(self, x):
        maps = (2 * x - 1)[:, :, None, None]
        for convolution, norm in zip(self.convolutions, self.norms):
            maps = F.relu(norm(convolution(maps)))
        return self.convolutions[-1](maps).permute(0, 2, 3, 1)

    def fill(self):
        """Weights by the formula; kernels are laid out [4, 4, out, in] there."""
        with torch.no_grad():
            for i, convolution in enumerate(self.convolutions):
                cin, cout = convolution.weight.shape[:2]
                convolution.weight.copy_(tensor([4, 4, cout, cin], 10 * i, -0.6, 0.6).permute(3, 2, 0, 1))
                if convolution.bias is not None:
                    convolution.bias.copy_(tensor([cout], 10 * i + 1))
            for i, norm in enumerate(self.norms):
                n = norm.num_features
                norm.weight.copy_(tensor([n], 10 * i + 2, 0.5, 1.5))
                norm.bias.copy_(tensor([n], 10 * i + 3, -0.3, 0.3))
                norm.running_mean.copy_(tensor([n], 10 * i + 4, -0.3, 0.3))
                norm.running_var.copy_(tensor([n], 10 * i + 5, 0.5, 2.0))


SEGMENTER = [("c1", 3, 3, 16), ("c2", 3, 16, 32), ("c3", 3, 32, 32), ("c4", 3, 32, 64), ("c5", 3, 64, 64), ("c6a", 3, 64, 64), ("c6b", 3, 64, 64),
             ("c7", 3, 64, 96), ("c8a", 3, 96, 96), ("c8b", 3, 96, 96), ("u1", 3, 160, 64), ("u2", 3, 96, 48), ("out", 1, 48, 11)]


def segment(pictures):
    """The small segmentation network; strided convolutions pad at the right and the bottom only."""
    weights = {}
    for i, (name, side, cin, cout) in enumerate(SEGMENTER):
        bound = (6.0 / (side * side * cin)) ** 0.5
        kernel = tensor([side, side, cin, cout], 100 + 2 * i, -bound, bound).permute(3, 2, 0, 1)
        weights[name] = (kernel, tensor([cout], 101 + 2 * i, -0.1, 0.1))

    def conv(x, name, stride=1):
        kernel, bias = weights[name]
        if stride == 2:
            return F.conv2d(F.pad(x, (0, 1, 0, 1)), kernel, bias, stride=2)
        return F.conv2d(x, kernel, bias, padding=kernel.shape[2] // 2)

    def up(x):
        return x.repeat_interleave(2, dim=2).repeat_interleave(2, dim=3)

    x = 2 * pictures.permute(0, 3, 1, 2) - 1
    quarter = F.relu(conv(F.relu(conv(F.relu(conv(x, "c1", 2)), "c2", 2)), "c3"))
    eighth = F.relu(conv(F.relu(conv(quarter, "c4", 2)), "c5"))
    eighth = F.relu(eighth + conv(F.relu(conv(eighth, "c6a")), "c6b"))
    sixteenth = F.relu(conv(eighth, "c7", 2))
    sixteenth = F.relu(sixteenth + conv(F.relu(conv(sixteenth, "c8a")), "c8b"))
    first = F.relu(conv(torch.cat([up(sixteenth), eighth], 1), "u1"))
    features = F.relu(conv(torch.cat([up(first), quarter], 1), "u2"))
    return conv(features, "out").permute(0, 2, 3, 1), features.permute(0, 2, 3, 1)


def values(t, stride=1):
    return [float(f"{v:.6g}") for v in t.detach().reshape(-1)[::stride].tolist()]


def main():
    torch.manual_seed(0)
    model = Imitator(7, [6, 5])
    model.fill()
    x = tensor([3, 7], 500, 0, 1).requires_grad_(True)
    model.eval()
    drawn = model(x)
    (drawn * tensor(drawn.shape, 501)).sum().backward()
    golden = {"imitator": {"drawn": values(drawn), "gradient": values(x.grad)}}

    model.zero_grad()
    x.grad = None
    model.train()
    drawn = model(x)
    (drawn * tensor(drawn.shape, 501)).sum().backward()
    golden["training"] = {
        "drawn": values(drawn),
        "kernel": [values(c.weight.grad.permute(2, 3, 1, 0)) for c in model.convolutions],
        "gamma": [values(n.weight.grad) for n in model.norms],
        "beta": [values(n.bias.grad) for n in model.norms],
        "mean": [values(n.running_mean) for n in model.norms],
        "variance": [values(n.running_var) for n in model.norms],
    }

    pictures = tensor([1, 256, 256, 3], 700, 0, 1).requires_grad_(True)
    logits, features = segment(pictures)
    (logits * tensor(logits.shape, 701)).sum().backward()
    golden["segmenter"] = {
        "logits": values(logits, 211),
        "features": values(features, 997),
        "gradient": values(pictures.grad, 997),
    }
    published = Imitator(310, [512, 512, 512, 256, 128, 64, 64])
    golden["publishedParameters"] = sum(p.numel() for p in published.parameters())
    with open(sys.argv[1], "w", encoding="utf8") as file:
        json.dump(golden, file, separators=(",", ":"))
        file.write("\n")


main()
