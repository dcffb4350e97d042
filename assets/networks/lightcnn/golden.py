"""Golden vector of LightCNN-29 v2: golden.py <json>.

The architecture as its authors published it (github.com/AlfredXiangWu/LightCNN, light_cnn.py), written for PyTorch on its own, with weights and a picture
that both sides compute from their place; the names are those of the published checkpoint.
"""

import json
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


class Mfm(nn.Module):
    def __init__(self, inputs, outputs, side=3, pad=1):
        super().__init__()
        self.outputs = outputs
        self.filter = nn.Conv2d(inputs, 2 * outputs, side, 1, pad)

    def forward(self, x):
        a, b = torch.split(self.filter(x), self.outputs, 1)
        return torch.max(a, b)


class Group(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.conv_a = Mfm(inputs, inputs, 1, 0)
        self.conv = Mfm(inputs, outputs)

    def forward(self, x):
        return self.conv(self.conv_a(x))


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1 = Mfm(channels, channels)
        self.conv2 = Mfm(channels, channels)

    def forward(self, x):
        return self.conv2(self.conv1(x)) + x


class LightCnn29v2(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = Mfm(1, 48, 5, 2)
        for i, (count, channels, after) in enumerate([(1, 48, 96), (2, 96, 192), (3, 192, 128), (4, 128, 128)], 1):
            setattr(self, f"block{i}", nn.Sequential(*[Residual(channels) for _ in range(count)]))
            setattr(self, f"group{i}", Group(channels, after))
        self.fc = nn.Linear(8 * 8 * 128, 256)

    def forward(self, x):
        halve = lambda y: F.max_pool2d(y, 2) + F.avg_pool2d(y, 2)
        x = halve(self.conv1(x))
        x = halve(self.group1(self.block1(x)))
        x = halve(self.group2(self.block2(x)))
        x = self.group3(self.block3(x))
        x = halve(self.group4(self.block4(x)))
        return self.fc(torch.flatten(x, 1))


def values(count, seed, scale):
    """Pseudo-random values in -scale/2..scale/2 by place; exact in double precision."""
    i = np.arange(count, dtype=np.float64)
    mixed = np.mod(i * 48271 + seed * 7919 + 11, 2147483647.0)
    mixed = np.mod(mixed * 16807, 2147483647.0)
    return (scale * (mixed / 2147483647.0 - 0.5)).astype(np.float32)


network = LightCnn29v2().eval()
state = network.state_dict()
for k, name in enumerate(sorted(state)):
    fan_in = int(np.prod(state[name].shape[1:])) if state[name].dim() > 1 else 100
    state[name] = torch.from_numpy(values(state[name].numel(), k, float(np.sqrt(12 / fan_in))).reshape(state[name].shape))
network.load_state_dict(state)
picture = torch.from_numpy(values(128 * 128, 999, 1.0).reshape(1, 1, 128, 128) + 0.5)
with torch.no_grad():
    embedding = network(picture)[0].numpy()
names = {name: list(array.shape) for name, array in sorted(state.items())}
count = sum(p.numel() for p in network.parameters())
json.dump({"parameters": count, "names": names, "embedding": [float(f"{v:.7g}") for v in embedding]}, open(sys.argv[1], "w"))
print(count, np.abs(embedding).mean())
