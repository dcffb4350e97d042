"""The small recognition network: a max-feature-map network as src/networks/maxFeatureMapGraph.ts builds it from the same configuration."""

import torch
import torch.nn as nn
import torch.nn.functional as F

# LightCNN's layers in small: the first one takes every other pixel, and the picture is halved after it and after these blocks, from 64 to 4 pixels.
CONFIG = {
    "type": "max-feature-map",
    "first": {"side": 5, "stride": 2, "channels": 16},
    "blocks": [{"pairs": 1, "channels": 16, "next": 32}, {"pairs": 1, "channels": 32, "next": 64}, {"pairs": 2, "channels": 64, "next": 128}],
    "halvedAfter": [0, 1, 2, 3],
    "length": 256,
}
SIZE = 128


class Layer(nn.Module):
    """Convolution, batch norm, and of two halves of the channels the larger; padded as tfjs pads "same"."""

    def __init__(self, inputs, outputs, side, stride=1):
        super().__init__()
        self.side, self.stride, self.outputs = side, stride, outputs
        self.conv = nn.Conv2d(inputs, 2 * outputs, side, stride=stride, padding=side // 2 if stride == 1 else 0, bias=False)
        self.norm = nn.BatchNorm2d(2 * outputs)

    def forward(self, x):
        if self.stride > 1:
            before = (self.side - self.stride) // 2
            x = F.pad(x, (before, self.side - self.stride - before) * 2)
        a, b = self.norm(self.conv(x)).split(self.outputs, 1)
        return torch.maximum(a, b)

    def folded(self):
        """Kernel [k, k, in, out] and bias with the batch norm folded in."""
        scale = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        kernel = (self.conv.weight * scale[:, None, None, None]).permute(2, 3, 1, 0)
        return kernel, self.norm.bias - self.norm.running_mean * scale


def halve(x):
    return F.max_pool2d(x, 2) + F.avg_pool2d(x, 2)


class Recognizer(nn.Module):
    """Input [n, 1, 128, 128] grey 0..1; output [n, 256], not normalised."""

    def __init__(self, config=None):
        super().__init__()
        config = config or CONFIG
        first, blocks = config["first"], config["blocks"]
        self.config = config
        self.layers = nn.ModuleDict({"conv1": Layer(1, first["channels"], first["side"], first["stride"])})
        for i, block in enumerate(blocks, 1):
            width = block["channels"]
            for k in range(block["pairs"]):
                for part in ("conv1", "conv2"):
                    self.layers[self.key(f"block{i}.{k}.{part}")] = Layer(width, width, 3)
            self.layers[self.key(f"group{i}.conv_a")] = Layer(width, width, 1)
            self.layers[self.key(f"group{i}.conv")] = Layer(width, block["next"], 3)
        self.last = SIZE // first["stride"] // 2 ** len(config["halvedAfter"])
        self.fc = nn.Linear(self.last**2 * blocks[-1]["next"], config["length"])

    @staticmethod
    def key(name):
        return name.replace(".", "/")

    def layer(self, x, name):
        return self.layers[self.key(name)](x)

    def forward(self, pictures):
        x = self.layer(pictures, "conv1")
        for i in range(len(self.config["blocks"]) + 1):
            if i > 0:
                for k in range(self.config["blocks"][i - 1]["pairs"]):
                    x = x + self.layer(self.layer(x, f"block{i}.{k}.conv1"), f"block{i}.{k}.conv2")
                x = self.layer(self.layer(x, f"group{i}.conv_a"), f"group{i}.conv")
            x = halve(x) if i in self.config["halvedAfter"] else x
        return self.fc(x.flatten(1))

    def tensors(self):
        """Name -> array in tfjs layout, in the order of the weight file; the dense layer there sees channels last."""
        named = []
        for key, layer in self.layers.items():
            kernel, bias = layer.folded()
            named += [(key.replace("/", ".") + "/kernel", kernel), (key.replace("/", ".") + "/bias", bias)]
        dense = self.fc.weight.reshape(self.config["length"], -1, self.last, self.last).permute(2, 3, 1, 0).reshape(-1, self.config["length"])
        named += [("fc/kernel", dense), ("fc/bias", self.fc.bias)]
        return [(name, tensor.detach().cpu().numpy()) for name, tensor in named]
