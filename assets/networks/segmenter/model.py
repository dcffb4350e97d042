"""The small face segmentation network F2: the same architecture as src/networks/FaceSegmenter.ts."""

import torch
import torch.nn as nn
import torch.nn.functional as F

CLASSES = 11
SIZE = 256


class Block(nn.Module):
    """3x3 convolution + batch norm, padded as tfjs pads "same": a stride of 2 on an even size pads right and bottom only."""

    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.stride = stride
        self.conv = nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1 if stride == 1 else 0, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        if self.stride == 2:
            x = F.pad(x, (0, 1, 0, 1))
        return self.conv(x) if self.norm is None else self.norm(self.conv(x))

    def take(self, kernel, bias):
        """Takes a kernel (HWIO) and bias into which a batch norm was folded; there is none from here on."""
        self.norm = None
        self.conv.weight.data.copy_(kernel.permute(3, 2, 0, 1))
        self.conv.bias = nn.Parameter(bias.clone())

    def folded(self):
        """Kernel (HWIO) and bias with the batch norm folded in."""
        if self.norm is None:
            return self.conv.weight.permute(2, 3, 1, 0), self.conv.bias
        scale = self.norm.weight / torch.sqrt(self.norm.running_var + self.norm.eps)
        kernel = (self.conv.weight * scale[:, None, None, None]).permute(2, 3, 1, 0)
        return kernel, self.norm.bias - self.norm.running_mean * scale


class Segmenter(nn.Module):
    """Input [n, 3, 256, 256] RGB 0..1; output [n, 11, 64, 64] logits."""

    NAMES = ["c1", "c2", "c3", "c4", "c5", "c6a", "c6b", "c7", "c8a", "c8b", "u1", "u2"]

    def __init__(self):
        super().__init__()
        self.c1 = Block(3, 16, 2)
        self.c2 = Block(16, 32, 2)
        self.c3 = Block(32, 32)
        self.c4 = Block(32, 64, 2)
        self.c5 = Block(64, 64)
        self.c6a = Block(64, 64)
        self.c6b = Block(64, 64)
        self.c7 = Block(64, 96, 2)
        self.c8a = Block(96, 96)
        self.c8b = Block(96, 96)
        self.u1 = Block(96 + 64, 64)
        self.u2 = Block(64 + 32, 48)
        self.out = nn.Conv2d(48, CLASSES, 1)

    def forward(self, images):
        x = F.relu(self.c2(F.relu(self.c1(images * 2 - 1))))
        skip = F.relu(self.c3(x))
        x = F.relu(self.c5(F.relu(self.c4(skip))))
        middle = F.relu(self.c6b(F.relu(self.c6a(x))) + x)
        x = F.relu(self.c7(middle))
        x = F.relu(self.c8b(F.relu(self.c8a(x))) + x)
        x = F.relu(self.u1(torch.cat([F.interpolate(x, scale_factor=2, mode="nearest"), middle], 1)))
        x = F.relu(self.u2(torch.cat([F.interpolate(x, scale_factor=2, mode="nearest"), skip], 1)))
        return self.out(x)

    def take(self, tensors):
        """Takes the arrays of a weight file, by name. Batch norms are folded into its convolutions."""
        values = {name: torch.from_numpy(array) for name, array in tensors.items()}
        with torch.no_grad():
            for name in self.NAMES:
                getattr(self, name).take(values[f"{name}/kernel"], values[f"{name}/bias"])
            self.out.weight.copy_(values["out/kernel"].permute(3, 2, 0, 1))
            self.out.bias.copy_(values["out/bias"])

    def tensors(self):
        """Name -> array in tfjs layout, in the order of the weight file."""
        named = []
        for name in self.NAMES:
            kernel, bias = getattr(self, name).folded()
            named += [(f"{name}/kernel", kernel), (f"{name}/bias", bias)]
        named += [("out/kernel", self.out.weight.permute(2, 3, 1, 0)), ("out/bias", self.out.bias)]
        return [(name, tensor.detach().cpu().numpy()) for name, tensor in named]
