"""Golden vector of the small recognition network: what PyTorch makes of a picture with the weights as they were trained.

    python3 golden.py CHECKPOINT test/unit/fixtures/recognizer.golden.json

CHECKPOINT is train.py's checkpoint.pt. `trained` is of the network as it was trained; `embedding` and `gradient` are of the same with batch norms folded and
weights rounded, as its file has them: a rounding moves the choices of max-feature-map, and with them the gradient. The picture and the weights of the sum whose
gradient is taken come from a formula that the test has too.
"""

import json
import sys

import numpy as np
import torch
import torch.nn.functional as F

from model import SIZE, Recognizer


def noise(count, seed, low, high):
    """Uniform numbers by an integer hash."""
    mask = np.uint64(0xFFFFFFFF)
    h = (np.arange(count, dtype=np.uint64) * np.uint64(2654435761) + np.uint64(seed * 40503 + 1)) & mask
    h ^= h >> np.uint64(15)
    h = (h * np.uint64(2246822519)) & mask
    h ^= h >> np.uint64(13)
    return (low + (high - low) * h.astype(np.float64) / 2.0**32).astype(np.float32)


def values(tensor, stride=1):
    return [float(f"{value:.6g}") for value in tensor.detach().reshape(-1)[::stride].tolist()]


def rounded(model):
    """The same network with the weights of its file: batch norms folded into the convolutions, 16 bits."""
    copy = Recognizer(model.config)
    half = lambda tensor: tensor.detach().half().float()
    with torch.no_grad():
        for key, layer in model.layers.items():
            kernel, bias = layer.folded()
            norm = copy.layers[key].norm
            copy.layers[key].conv.weight.copy_(half(kernel).permute(3, 2, 0, 1))
            norm.running_var.fill_(1 - norm.eps)
            norm.bias.copy_(half(bias))
        copy.fc.weight.copy_(half(model.fc.weight))
        copy.fc.bias.copy_(half(model.fc.bias))
    return copy.eval()


def embed(model, picture):
    return F.normalize(model(picture))[0]


def main():
    model = Recognizer()
    model.load_state_dict(torch.load(sys.argv[1], map_location="cpu")["model"])
    model.eval()
    picture = torch.from_numpy(noise(SIZE * SIZE, 800, 0, 1).reshape(1, 1, SIZE, SIZE)).requires_grad_(True)
    weights = torch.from_numpy(noise(model.config["length"], 801, -1, 1))
    embedding = embed(rounded(model), picture)
    (embedding * weights).sum().backward()
    golden = {"trained": values(embed(model, picture)), "embedding": values(embedding), "gradient": values(picture.grad, 61)}
    with open(sys.argv[2], "w", encoding="utf8") as file:
        json.dump(golden, file, separators=(",", ":"))
        file.write("\n")


if __name__ == "__main__":
    main()
