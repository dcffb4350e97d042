"""Trains the published imitator and the one that ships side by side: the same faces in the same order, step by step in turn.

    published.py --dataset DIR [--dataset DIR ...] --out DIR [--minutes 40] [--channels 128,128,128,64,32,16,16] [--resume]

The datasets are of the kinds uniform and plausible, made by `babylon-face-creator sample --labels --size 128`. Both networks take x alone and learn from nothing, by the
same optimiser, for as many steps. The published one has 8 layers, draws 512 x 512 pixels and has the plain mean absolute error for a loss, as in the paper; --channels makes it narrower, since
it cannot be trained at its full width on a processor. It learns from the pictures of 128 pixels made larger, and is compared at 128 pixels, averaged down. The one that ships has its own
size, channels, labels and loss (train.py). Writes published/ and default/, network folders, and figures.json.
"""
import argparse
import json
import math
import os
import time

import numpy as np
import torch
import torch.nn.functional as F
from dataset import Dataset
from train import LABEL_WEIGHTS, Task

from model import Imitator, named_weights, write_network

SIZE = 128
DEFAULT_CHANNELS = [256, 256, 192, 128, 64]
LARGE = 512


class Side:
    """One of the two: its network, optimiser and processor time."""

    def __init__(self, name, length, channels, outputs, rate, mean):
        self.name, self.seconds = name, 0.0
        self.model = Imitator(length, channels, outputs).to(memory_format=torch.channels_last)
        self.model.layers[-1].bias.data[:3].copy_(mean)
        self.optimiser = torch.optim.Adam(self.model.parameters(), rate, betas=(0.9, 0.99))

    def step(self, x, loss_of, rate):
        start = time.process_time()
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        with torch.autocast("cpu", dtype=torch.bfloat16):
            drawn = self.model(x)
        loss = loss_of(drawn.float())
        self.optimiser.zero_grad()
        loss.backward()
        self.optimiser.step()
        self.seconds += time.process_time() - start
        return loss.item()

    def drawn(self, x):
        """Pictures at the size of comparison."""
        picture = self.model(x)[:, :3].clamp(0, 1)
        return F.avg_pool2d(picture, self.model.size // SIZE) if self.model.size > SIZE else picture

    def state(self):
        return {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(), "seconds": self.seconds}

    def load(self, state):
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.seconds = state["seconds"]


class Faces:
    """All samples of all datasets; the last of each are held out."""

    def __init__(self, folders, held_out):
        self.data = [Dataset(folder, SIZE) for folder in folders]
        self.length = self.data[0].x.shape[1] - self.data[0].nuisance_length
        self.places = [(d, i) for d, data in enumerate(self.data) for i in range(data.count - held_out)]

    def part(self, d, indices):
        data = self.data[d]
        pictures = torch.from_numpy(data.pictures[indices]).permute(0, 3, 1, 2).float() / 255
        return torch.from_numpy(data.x[indices, : self.length]), pictures, torch.from_numpy(data.labels[indices]).long()

    def batch(self, order):
        parts = [self.part(d, [i]) for d, i in (self.places[k] for k in order)]
        return [torch.cat(some) for some in zip(*parts)]


def settle(model, faces, batch, steps=30):
    """Batch-norm statistics as plain means with the final weights."""
    for norm in model.norms:
        norm.reset_running_stats()
        norm.momentum = None
    model.train()
    with torch.no_grad():
        for i in range(steps):
            model(faces.batch(range(i, len(faces.places), len(faces.places) // batch))[0])
    model.eval()


def errors(sides, faces, held_out):
    """Mean absolute error inside the head on held-out faces, by dataset and side, and that of the mean training picture."""
    figures = {}
    for d, data in enumerate(faces.data):
        mean = torch.from_numpy(data.pictures[: data.count - held_out : 4].mean(0) / 255).permute(2, 0, 1).float()
        sums, pixels = {side.name: 0.0 for side in sides} | {"meanPicture": 0.0}, 0
        with torch.no_grad():
            for i in range(data.count - held_out, data.count, 16):
                x, pictures, labels = faces.part(d, np.arange(i, min(data.count, i + 16)))
                head = (labels != 0).unsqueeze(1)
                pixels += int(head.sum()) * 3
                for name, drawn in [(side.name, side.drawn(x)) for side in sides] + [("meanPicture", mean)]:
                    sums[name] += float(((drawn - pictures).abs() * head).sum())
        figures[data.manifest["kind"]] = {name: round(total / pixels, 5) for name, total in sums.items()}
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", required=True, action="append")
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--channels", default="128,128,128,64,32,16,16")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--held-out", type=int, default=500)
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    torch.manual_seed(1)
    torch.set_num_threads(1)
    faces = Faces(options.dataset, options.held_out)
    mean = torch.from_numpy(faces.data[0].pictures[:500].mean((0, 1, 2)) / 255).float()
    channels = [int(c) for c in options.channels.split(",")]
    published = Side("published", faces.length, channels, 3, options.rate, mean)
    default = Side("default", faces.length, DEFAULT_CHANNELS, 3 + len(LABEL_WEIGHTS), options.rate, mean)
    sides, weights = [published, default], torch.tensor(LABEL_WEIGHTS)
    seconds, step, checkpoint = 0.0, 0, os.path.join(options.out, "checkpoint.pt")
    if options.resume and os.path.exists(checkpoint):
        saved = torch.load(checkpoint)
        seconds, step = saved["seconds"], saved["step"]
        for side in sides:
            side.load(saved[side.name])
    budget, last, said, saved_at, recent = 60 * options.minutes, time.time(), time.time(), time.time(), []
    per_epoch = len(faces.places) // options.batch
    while seconds < budget:
        share = seconds / budget
        rate = options.rate * min(1, share / 0.02 + 0.01) * 0.5 * (1 + math.cos(math.pi * share))
        epoch, at = divmod(step, per_epoch)
        order = np.random.default_rng([1, epoch]).permutation(len(faces.places))[at * options.batch : (at + 1) * options.batch]
        x, pictures, labels = faces.batch(order)
        large = F.interpolate(pictures, (LARGE, LARGE), mode="bilinear", align_corners=False)
        one = published.step(x, lambda drawn: (drawn - large).abs().mean(), rate)
        two = default.step(x, lambda drawn: Task.loss(drawn, pictures, labels, weights[labels].unsqueeze(1)), rate)
        recent.append((one, two))
        step += 1
        now = time.time()
        seconds, last = seconds + now - last, now
        if now - said > 60:
            print(f"step {step}  {seconds / 60:.1f} min  losses {np.mean(recent, 0).round(4)}", flush=True)
            recent, said = [], now
        if now - saved_at > 180 or seconds >= budget:
            torch.save({"seconds": seconds, "step": step, **{side.name: side.state() for side in sides}}, checkpoint)
            saved_at = last = time.time()
    for side in sides:
        settle(side.model, faces, options.batch)
    figures = {
        "steps": step,
        "samples": step * options.batch,
        "of": len(faces.places),
        "minutes": round(seconds / 60, 1),
        "secondsAStep": {side.name: round(side.seconds / step, 3) for side in sides},
        "parameters": {side.name: sum(p.numel() for p in side.model.parameters()) for side in sides},
        "heldOut": errors(sides, faces, options.held_out),
    }
    print(json.dumps(figures, indent=2), flush=True)
    with open(os.path.join(options.out, "figures.json"), "w", encoding="utf8") as file:
        json.dump(figures, file, indent=2)
    first = faces.data[0].manifest
    for side in sides:
        manifest = {
            "name": f"imitator-{side.name}",
            "architecture": {
                "type": "imitator",
                "inputLength": side.model.length,
                "channels": side.model.channels,
                "outputSize": side.model.size,
                "outputChannels": side.model.outputs,
            },
            "rig": first["rig"],
            "input": {"vector": "x as of the rig; 0..1", "output": "photo-booth frame, RGB, sRGB-encoded, 0..1"},
            "licence": "MIT",
            "provenance": {
                "recipe": f"assets/networks/imitator/published.py, {step} steps of {options.batch}",
                "datasets": [{key: data.manifest[key] for key in ("kind", "count", "seed", "size")} for data in faces.data],
                **figures,
            },
        }
        write_network(os.path.join(options.out, side.name), manifest, named_weights(side.model))


if __name__ == "__main__":
    main()
