"""Golden vector of ResNet-50 at 1/8: golden.py <json>.

ResNet-50 as He et al. published it (bottleneck blocks, stride in the 3x3 convolution), written for PyTorch on its own: batch normalisation folded into
biases, the strides of the last two stages 1, a 1x1 convolution to 11 classes on top. Padding is that of tfjs ("same"). Weights and picture are computed
on both sides from their place; the names of the weights are those of the usual implementations.
"""

import json
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


def values(count, seed, scale):
    """Pseudo-random values in -scale/2..scale/2 by place; exact in double precision."""
    i = np.arange(count, dtype=np.float64)
    mixed = np.mod(i * 48271 + seed * 7919 + 11, 2147483647.0)
    mixed = np.mod(mixed * 16807, 2147483647.0)
    return (scale * (mixed / 2147483647.0 - 0.5)).astype(np.float32)


def same(x, side, stride, value=0.0):
    """Pads as tfjs does: what is odd goes to the right and below."""
    total = max((-(-x.shape[2] // stride) - 1) * stride + side - x.shape[2], 0)
    return F.pad(x, (total // 2, total - total // 2) * 2, value=value)


class Conv(nn.Conv2d):
    def forward(self, x):
        return super().forward(same(x, self.kernel_size[0], self.stride[0]))


class Bottleneck(nn.Module):
    def __init__(self, inputs, channels, stride, first):
        super().__init__()
        self.conv1 = Conv(inputs, channels, 1)
        self.conv2 = Conv(channels, channels, 3, stride)
        self.conv3 = Conv(channels, 4 * channels, 1)
        self.downsample = Conv(inputs, 4 * channels, 1, stride) if first else nn.Identity()

    def forward(self, x):
        y = self.conv3(F.relu(self.conv2(F.relu(self.conv1(x)))))
        return F.relu(y + self.downsample(x))


class ResNet50(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = Conv(3, 64, 7, 2)
        inputs = 64
        for i, (count, channels, stride) in enumerate([(3, 64, 1), (4, 128, 2), (6, 256, 1), (3, 512, 1)], 1):
            blocks = []
            for k in range(count):
                blocks.append(Bottleneck(inputs, channels, stride if k == 0 else 1, k == 0))
                inputs = 4 * channels
            setattr(self, f"layer{i}", nn.Sequential(*blocks))
        self.classifier = nn.Conv2d(inputs, 11, 1)

    def forward(self, x):
        x = F.max_pool2d(same(F.relu(self.conv1(x)), 3, 2, -1e9), 3, 2)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.classifier(x), x


network = ResNet50().eval()
state = network.state_dict()
for k, name in enumerate(sorted(state)):
    shape = state[name].shape
    # Small enough that sixteen sums in a row stay in range
    scale = float(np.sqrt(6 / np.prod(shape[1:]))) if len(shape) > 1 else 0.1
    state[name] = torch.from_numpy(values(int(np.prod(shape)), k, scale).reshape(shape))
network.load_state_dict(state)
picture = torch.from_numpy(values(64 * 64 * 3, 999, 1.0).reshape(1, 64, 64, 3) + 0.5).permute(0, 3, 1, 2).requires_grad_(True)
logits, features = network(picture)
weights = torch.from_numpy(values(8 * 8 * 11, 998, 2.0).reshape(1, 8, 8, 11)).permute(0, 3, 1, 2)
(logits * weights).sum().backward()


def sample(tensor, step):
    flat = tensor.detach().permute(0, 2, 3, 1).reshape(-1).numpy()[::step]
    return [float(f"{value:.6g}") for value in flat]


names = {name: list(array.shape) for name, array in sorted(state.items())}
golden = {
    "parameters": sum(p.numel() for p in network.parameters()),
    "names": names,
    "logits": sample(logits, 7),
    "features": sample(features, 1249),
    "gradient": sample(picture.grad, 97),
}
json.dump(golden, open(sys.argv[1], "w"))
print(golden["parameters"], tuple(logits.shape), tuple(features.shape), float(logits.abs().mean()), float(features.mean()), float(picture.grad.abs().mean()))
