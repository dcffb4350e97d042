"""Writes the fixture against which the package's own trainer is tested: three steps of SGD with momentum and three of Adam by PyTorch.

    golden.py --out test/unit/fixtures/imitatorTraining.json
"""
import argparse
import json

import numpy as np
import torch
from model import Imitator, named_weights

LENGTH, CHANNELS, BATCH, STEPS = 5, [4, 3], 4, 3
OPTIMISERS = {
    "momentum": (1.0, lambda parameters: torch.optim.SGD(parameters, 1.0, momentum=0.9)),
    "adam": (0.02, lambda parameters: torch.optim.Adam(parameters, 0.02, betas=(0.9, 0.99))),
}


def state(model):
    return {name: [float(f"{v:.7g}") for v in value.ravel().tolist()] for name, value in named_weights(model)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    out = parser.parse_args().out
    torch.set_num_threads(1)
    generator = np.random.default_rng(7)
    x = generator.random((BATCH, LENGTH)).astype(np.float32)
    pictures = generator.integers(0, 256, (BATCH, 16, 16, 3)).astype(np.uint8)
    fixture = {"length": LENGTH, "channels": CHANNELS, "x": x.ravel().tolist(), "pictures": pictures.ravel().tolist(), "runs": {}}
    for name, (rate, make) in OPTIMISERS.items():
        torch.manual_seed(3)
        model = Imitator(LENGTH, CHANNELS).train()
        torch.nn.init.normal_(model.layers[-1].weight, 0, 0.3)
        fixture["start"] = state(model)
        optimiser, losses = make(model.parameters()), []
        target = torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 255
        for _ in range(STEPS):
            loss = (model(torch.from_numpy(x)) - target).abs().mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(loss.item())
        model.eval()
        drawn = model(torch.from_numpy(x[:1])).permute(0, 2, 3, 1)
        fixture["runs"][name] = {"rate": rate, "losses": losses, "end": state(model), "drawn": drawn.detach().ravel().tolist()}
    with open(out, "w") as file:
        json.dump(fixture, file)
        file.write("\n")


if __name__ == "__main__":
    main()
