"""Writes the fixture against which the package's own trainer is tested: three steps of SGD with momentum and three of Adam by PyTorch,
and three of an imitator with a nuisance vector and part labels, by the loss of the recipe.

    golden.py --out test/unit/fixtures/imitatorTraining.json
"""
import argparse
import json

import numpy as np
import torch
from model import Imitator, named_weights
from train import LABEL_WEIGHTS, Task

LENGTH, CHANNELS, BATCH, STEPS = 5, [4, 3], 4, 3
# Of the labelled run: two values of x, and three angles, no expression and seven numbers of a light behind them.
NUISANCE, LABELLED_LENGTH = 10, 12
OPTIMISERS = {
    "momentum": (1.0, lambda parameters: torch.optim.SGD(parameters, 1.0, momentum=0.9)),
    "adam": (0.02, lambda parameters: torch.optim.Adam(parameters, 0.02, betas=(0.9, 0.99))),
}


def state(model):
    return {name: [float(f"{v:.7g}") for v in value.ravel().tolist()] for name, value in named_weights(model)}


def labelled_run(x, pictures, labels, rate=0.1):
    """SGD with momentum on the recipe's own loss; x has the nuisance vector behind it."""
    torch.manual_seed(4)
    model = Imitator(LABELLED_LENGTH, CHANNELS, 3 + len(LABEL_WEIGHTS)).train()
    torch.nn.init.normal_(model.layers[-1].weight, 0, 0.3)
    start, losses = state(model), []
    optimiser = torch.optim.SGD(model.parameters(), rate, momentum=0.9)
    target = torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 255
    labels = torch.from_numpy(labels).long()
    for _ in range(STEPS):
        loss = Task.loss(model(torch.from_numpy(x)), target, labels, torch.tensor(LABEL_WEIGHTS)[labels].unsqueeze(1))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    model.eval()
    drawn = model(torch.from_numpy(x[:1])).permute(0, 2, 3, 1).detach()
    both = {"drawn": drawn[..., :3].ravel().tolist(), "drawnLabels": drawn[..., 3:].argmax(3).ravel().tolist()}
    return {"rate": rate, "start": start, "losses": losses, "end": state(model), **both}


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
    labels = generator.integers(0, len(LABEL_WEIGHTS), (BATCH, 16, 16))
    x = generator.random((BATCH, LABELLED_LENGTH)).astype(np.float32)
    given = {"nuisanceLength": NUISANCE, "x": x.ravel().tolist(), "labels": labels.ravel().tolist()}
    fixture["labelled"] = {**given, **labelled_run(x, pictures, labels)}
    with open(out, "w") as file:
        json.dump(fixture, file)
        file.write("\n")


if __name__ == "__main__":
    main()
