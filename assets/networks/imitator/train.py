"""Trains the imitator that ships, with PyTorch on a CPU, and writes the network folder.

    train.py --dataset DIR [--more DIR] --out DIR [--minutes 50 | --steps N] [--threads 1] [--resume] [--channels 256,256,192,128,64]

The datasets are made by `babylon-face-creator sample --kind uniform --labels`. The last samples of --dataset are never trained on; every figure is
measured on them. --more adds samples of another seed to train on.
A stopped run goes on with --resume; --minutes counts training time over all runs.
"""
import argparse
import json
import math
import os
import time
from itertools import zip_longest

import numpy as np
import torch
from dataset import Dataset

from model import Imitator, named_weights, read_network, write_network

# Weight of a pixel in the loss by part label: background, skin, brows, eyes, nose, upper lip, inner mouth, lower lip, hair, other.
LABEL_WEIGHTS = [0.5, 2, 4, 4, 4, 4, 3, 4, 4, 4, 2, 1]


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", required=True)
    parser.add_argument("--more", help="a second dataset to train on")
    parser.add_argument("--out", required=True, help="network folder to write; the checkpoint lies in it until training is done")
    parser.add_argument("--minutes", type=float, default=50)
    parser.add_argument("--steps", type=int, default=0, help="train for so many steps instead of minutes")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--channels", default="256,256,192,128,64")
    parser.add_argument("--count", type=int, default=0, help="use only the first samples")
    parser.add_argument("--held-out", type=int, default=500)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--init", help="network folder to start from: the imitator of an earlier version of the head, of the same channels")
    parser.add_argument("--init-columns", help="JSON list: for each entry of x its place in that network's x, or -1 for a new one")
    parser.add_argument("--resume", action="store_true")
    return parser.parse_args()


class Task:
    """Everything that one run holds: data, network, optimiser, clock."""

    def __init__(self, options):
        self.options = options
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        channels = [int(c) for c in options.channels.split(",")]
        self.data = Dataset(options.dataset, 4 * 2 ** len(channels), options.count)
        self.more = Dataset(options.more, 4 * 2 ** len(channels)) if options.more else None
        self.more_count = self.more.count if self.more else 0
        # Indices below more_count are the samples' of --more.
        self.train_count = self.more_count + self.data.count - options.held_out
        self.model = Imitator(self.data.x.shape[1], channels).to(memory_format=torch.channels_last)
        self.optimiser = torch.optim.Adam(self.model.parameters(), options.rate, betas=(0.9, 0.99))
        self.weights = torch.tensor(LABEL_WEIGHTS)
        self.step, self.seconds = 0, 0.0
        self.checkpoint = os.path.join(options.out, "checkpoint.pt")
        with torch.no_grad():
            some = self.data.pictures[: min(self.data.count - options.held_out, 500)]
            self.model.layers[-1].bias.copy_(torch.from_numpy(some.mean((0, 1, 2)) / 255))
            if options.init:
                self.start_from(options.init, options.init_columns)

    def start_from(self, folder, columns):
        """Takes over the weights of another imitator; what new entries of x do starts near nothing."""
        with open(columns) as file:
            places = np.array(json.load(file))
        for layer, norm, values in zip_longest(self.model.layers, self.model.norms, read_network(folder)):
            kernel = torch.from_numpy(values["kernel"]).permute(3, 2, 0, 1)
            if layer is self.model.layers[0]:
                known = torch.from_numpy(places >= 0)
                layer.weight.mul_(0.1)
                layer.weight[known] = kernel[places[places >= 0]]
            else:
                layer.weight.copy_(kernel)
            if norm is None:
                layer.bias.copy_(torch.from_numpy(values["bias"]))
                continue
            for target, name in ((norm.weight, "gamma"), (norm.bias, "beta"), (norm.running_mean, "mean"), (norm.running_var, "variance")):
                target.copy_(torch.from_numpy(values[name]))

    def batch(self, indices):
        """x [n, length], pictures [n, 3, s, s] 0..1 and pixel weights [n, 1, s, s]."""
        parts = []
        if self.more:
            parts.append(self.part(self.more, indices[indices < self.more_count]))
        parts.append(self.part(self.data, indices[indices >= self.more_count] - self.more_count))
        return tuple(torch.cat(columns) for columns in zip(*parts))

    def part(self, data, indices):
        x = torch.from_numpy(data.x[indices])
        pictures = torch.from_numpy(data.pictures[indices]).permute(0, 3, 1, 2).float() / 255
        if data.labels is None:
            return x, pictures, torch.ones(len(x), 1, *pictures.shape[2:])
        return x, pictures, self.weights[torch.from_numpy(data.labels[indices]).long()].unsqueeze(1)

    def share(self):
        """How much of the training is done, 0..1."""
        return min(1.0, self.step / self.options.steps if self.options.steps else self.seconds / (60 * self.options.minutes))

    def rate(self):
        """Warm-up over 2 % of the training, then a cosine to 0 at its end."""
        share = self.share()
        return self.options.rate * min(1, share / 0.02 + 0.01) * 0.5 * (1 + math.cos(math.pi * share))

    def save(self):
        state = {
            "model": self.model.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "train_count": self.train_count,
        }
        torch.save(state, self.checkpoint + ".part")
        os.replace(self.checkpoint + ".part", self.checkpoint)

    def load(self):
        state = torch.load(self.checkpoint)
        if state["train_count"] != self.train_count:
            raise SystemExit("the dataset or --held-out differs from the checkpoint's: held-out samples would be trained on")
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.seconds = state["step"], state["seconds"]


def indices_of(task: Task, step: int):
    """The batch of a step: each epoch is a permutation that depends on seed and epoch alone, so that a resumed run goes on alike."""
    per_epoch = task.train_count // task.options.batch
    epoch, at = divmod(step, per_epoch)
    order = np.random.default_rng([task.options.seed, epoch]).permutation(task.train_count)
    return np.sort(order[at * task.options.batch : (at + 1) * task.options.batch])


def train(task: Task):
    said = saved = time.time()
    task.model.train()
    recent = []
    while task.share() < 1:
        start = time.time()
        x, pictures, weights = task.batch(indices_of(task, task.step))
        for group in task.optimiser.param_groups:
            group["lr"] = task.rate()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            drawn = task.model(x)
        loss = ((drawn.float() - pictures).abs() * weights).mean()
        task.optimiser.zero_grad()
        loss.backward()
        task.optimiser.step()
        task.step += 1
        task.seconds += time.time() - start
        recent.append(loss.item())
        if time.time() - said > 30:
            left = task.seconds / 60 * (1 / task.share() - 1)
            print(f"step {task.step} loss {np.mean(recent):.5f} rate {task.rate():.6f} {1000 * (time.time() - said) / len(recent):.0f} ms/step, {left:.1f} min left", flush=True)
            recent, said = [], time.time()
        if time.time() - saved > 180:
            task.save()
            saved = time.time()
    task.save()


def settle_norms(task: Task, batches=40):
    """Batch-norm statistics as plain means over training batches with the final weights, in float32."""
    for norm in task.model.norms:
        norm.reset_running_stats()
        norm.momentum = None
    task.model.train()
    with torch.no_grad():
        for i in range(batches):
            task.model(task.batch(indices_of(task, i))[0])
    task.model.eval()


def evaluate(task: Task):
    """MAE on the held-out samples, inside the head (label is not background) and over all, of the imitator and of the training mean picture."""
    data, n = task.data, task.data.count - task.options.held_out
    mean = np.zeros(data.pictures.shape[1:], np.float64)
    for i in range(0, n, 256):
        mean += data.pictures[i : min(n, i + 256)].sum(0, dtype=np.float64)
    mean = torch.from_numpy((mean / n / 255).astype(np.float32)).permute(2, 0, 1)
    sums = {"imitator": [0.0, 0.0], "mean": [0.0, 0.0]}
    pixels = [0, 0]
    task.model.eval()
    with torch.no_grad():
        for i in range(n, data.count, 32):
            indices = np.arange(i, min(data.count, i + 32))
            x, pictures, _ = task.part(data, indices)
            labels = np.ones(pictures[:, 0].shape, np.uint8) if data.labels is None else data.labels[indices]
            head = torch.from_numpy(labels != 0).unsqueeze(1)
            pixels[0] += int(head.sum()) * 3
            pixels[1] += pictures.numel()
            for name, drawn in (("imitator", task.model(x).clamp(0, 1)), ("mean", mean)):
                error = (drawn - pictures).abs()
                sums[name][0] += float((error * head).sum())
                sums[name][1] += float(error.sum())
    figures = {name: {"head": s[0] / pixels[0], "picture": s[1] / pixels[1]} for name, s in sums.items()}
    figures["ratio"] = figures["imitator"]["head"] / figures["mean"]["head"]
    return figures


def sheet(task: Task, path: str, rows=3, columns=6):
    """Held-out pictures above what the imitator draws, as a PNG where Pillow is there."""
    try:
        from PIL import Image
    except ImportError:
        return
    lines = []
    for row in range(rows):
        first = task.data.count - task.options.held_out + row * columns
        indices = np.arange(first, min(task.data.count, first + columns))
        with torch.no_grad():
            drawn = task.model(torch.from_numpy(task.data.x[indices])).clamp(0, 1)
        lines.append(np.concatenate(list(task.data.pictures[indices]), 1))
        lines.append(np.concatenate(list((drawn * 255).round().byte().permute(0, 2, 3, 1).numpy()), 1))
    Image.fromarray(np.concatenate(lines, 0)).save(path)


def main():
    options = parse()
    os.makedirs(options.out, exist_ok=True)
    task = Task(options)
    if options.resume and os.path.exists(task.checkpoint):
        task.load()
    print(f"{task.train_count} to train on, {options.held_out} held out, length {task.data.x.shape[1]}, step {task.step}", flush=True)
    train(task)
    settle_norms(task)
    with torch.no_grad():
        for value in [*task.model.parameters(), *task.model.buffers()]:
            if value.is_floating_point():
                value.copy_(value.half())
    figures = evaluate(task)
    print(json.dumps(figures), flush=True)
    sheet(task, os.path.join(options.out, "checkpoint.png"))
    made = task.data.manifest
    manifest = {
        "name": "imitator",
        "architecture": {
            "type": "imitator",
            "inputLength": task.model.length,
            "channels": task.model.channels,
            "outputSize": task.model.size,
            "outputChannels": 3,
        },
        "rig": made["rig"],
        "input": {"vector": "x as of the rig, 0..1", "output": "photo-booth frame, RGB, sRGB-encoded, 0..1"},
        "licence": "MIT",
        "provenance": {
            "datasets": [
                {key: data.manifest[key] for key in ("kind", "count", "seed", "size")} for data in (task.more, task.data) if data
            ],
            "recipe": f"assets/networks/imitator/train.py --steps {task.step} --batch {options.batch} --rate {options.rate:g}"
            f" --channels {options.channels} --held-out {options.held_out} --seed {options.seed}" + (" --init (the imitator of the head before)" if options.init else ""),
            "minutes": round(task.seconds / 60, 1),
            "heldOut": {"count": options.held_out, **figures},
        },
    }
    write_network(options.out, manifest, named_weights(task.model))


if __name__ == "__main__":
    main()
