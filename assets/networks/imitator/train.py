"""Trains the imitator that ships, with PyTorch on a CPU, and writes the network folder.

    train.py --dataset DIR [--dataset DIR ...] --out DIR [--minutes 50 | --steps N] [--threads 1] [--resume] [--channels 256,256,192,128,64]

The datasets are made by `babylon-face-creator sample --labels`, of the kinds uniform, plausible and posed. The last samples of each are never trained on; every
figure is measured on them. With labels in all datasets the network also learns to draw the label map.
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
import torch.nn.functional as F
from dataset import Dataset

from model import Imitator, bits_of, encode, named_weights, read_network, write_network

# The trainer of the package holds the same two (src/training/imitatorLoss.ts), and golden.py proves that it does.
# Weight of a pixel in the loss by part label: background, skin, brows, eyes, nose, upper lip, inner mouth, lower lip, hair, other.
LABEL_WEIGHTS = [0.5, 2, 4, 4, 4, 4, 3, 4, 4, 4, 2, 1]
# Weight of the label map's cross entropy beside the picture's mean absolute error.
LABEL_SHARE = 0.05


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", required=True, action="append")
    parser.add_argument("--out", required=True, help="network folder to write; the checkpoint lies in it until training is done")
    parser.add_argument("--minutes", type=float, default=50)
    parser.add_argument("--steps", type=int, default=0, help="train for so many steps instead of minutes")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--channels", default="256,256,192,128,64")
    parser.add_argument("--count", type=int, default=0, help="use only the first samples of each dataset")
    parser.add_argument("--held-out", type=int, default=500, help="samples at the end of each dataset that are kept for the figures")
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--init", help="network folder to start from: the imitator of an earlier version of the head, of the same channels")
    parser.add_argument("--init-columns", help="JSON list: for each entry of x its place in that network's x, or -1 for a new one; the same places if left out")
    parser.add_argument("--resume", action="store_true")
    return parser.parse_args()


class Task:
    """Everything that one run holds: data, network, optimiser, clock."""

    def __init__(self, options):
        self.options = options
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        channels = [int(c) for c in options.channels.split(",")]
        self.data = [Dataset(folder, 4 * 2 ** len(channels), options.count) for folder in options.dataset]
        self.with_labels = all(data.labels is not None for data in self.data)
        # Sample number i of all training samples lies in the last dataset that starts at or before it.
        self.starts = np.cumsum([0, *(data.count - options.held_out for data in self.data)])
        self.train_count = int(self.starts[-1])
        outputs = 3 + (len(LABEL_WEIGHTS) if self.with_labels else 0)
        self.model = Imitator(self.data[0].x.shape[1], channels, outputs).to(memory_format=torch.channels_last)
        self.optimiser = torch.optim.Adam(self.model.parameters(), options.rate, betas=(0.9, 0.99))
        self.weights = torch.tensor(LABEL_WEIGHTS)
        self.step, self.seconds = 0, 0.0
        self.checkpoint = os.path.join(options.out, "checkpoint.pt")
        with torch.no_grad():
            some = self.data[0].pictures[: min(self.data[0].count - options.held_out, 500)]
            self.model.layers[-1].bias[:3].copy_(torch.from_numpy(some.mean((0, 1, 2)) / 255))
            if options.init:
                self.start_from(options.init, options.init_columns)

    def start_from(self, folder, columns):
        """Takes over the weights of another imitator; what new entries of x do starts near nothing, new outputs start as they would anyway."""
        places = np.arange(self.model.length)
        if columns:
            with open(columns) as file:
                places = np.array(json.load(file))
        for layer, norm, values in zip_longest(self.model.layers, self.model.norms, read_network(folder)):
            kernel = torch.from_numpy(values["kernel"]).permute(3, 2, 0, 1)
            if layer is self.model.layers[0]:
                known = torch.from_numpy(places >= 0)
                layer.weight.mul_(0.1)
                layer.weight[known] = kernel[places[places >= 0]]
            else:
                layer.weight[:, : kernel.shape[1]] = kernel
            if norm is None:
                bias = torch.from_numpy(values["bias"])
                layer.bias[: len(bias)] = bias
                continue
            for target, name in ((norm.weight, "gamma"), (norm.bias, "beta"), (norm.running_mean, "mean"), (norm.running_var, "variance")):
                target.copy_(torch.from_numpy(values[name]))

    def batch(self, indices):
        """x [n, length], pictures [n, 3, s, s] 0..1, labels [n, s, s] or None, and pixel weights [n, 1, s, s]."""
        where = np.searchsorted(self.starts, indices, "right") - 1
        parts = [self.part(data, indices[where == i] - self.starts[i]) for i, data in enumerate(self.data)]
        x, pictures, labels = zip(*parts)
        return self.weighted(torch.cat(x), torch.cat(pictures), torch.cat(labels) if self.with_labels else None)

    def weighted(self, x, pictures, labels):
        weights = torch.ones_like(pictures[:, :1]) if labels is None else self.weights[labels].unsqueeze(1)
        return x, pictures, labels, weights

    def part(self, data, indices):
        x = torch.from_numpy(data.x[indices])
        pictures = torch.from_numpy(data.pictures[indices]).permute(0, 3, 1, 2).float() / 255
        return x, pictures, torch.from_numpy(data.labels[indices]).long() if data.labels is not None else None

    @staticmethod
    def loss(drawn, pictures, labels, weights):
        """Weighted mean absolute error of the picture, and weighted cross entropy of the labels."""
        loss = ((drawn[:, :3] - pictures).abs() * weights).mean()
        if labels is not None:
            loss = loss + LABEL_SHARE * (F.cross_entropy(drawn[:, 3:], labels, reduction="none") * weights[:, 0]).mean()
        return loss

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
        x, pictures, labels, weights = task.batch(indices_of(task, task.step))
        for group in task.optimiser.param_groups:
            group["lr"] = task.rate()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            drawn = task.model(x)
        loss = task.loss(drawn.float(), pictures, labels, weights)
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


def round_weights(model: Imitator):
    """Rounds every weight to what the file will hold, so that the figures are those of the file."""
    with torch.no_grad():
        for i, layer in enumerate(model.layers):
            bits = bits_of(f"layer{i}/kernel")
            kernel = encode(layer.weight.numpy(), bits)[2]
            layer.weight.copy_(torch.from_numpy(kernel))
        for norm in model.norms:
            for value in (norm.weight, norm.bias, norm.running_mean, norm.running_var):
                value.copy_(value.half())
        model.layers[-1].bias.copy_(model.layers[-1].bias.half())


def mean_picture(task: Task):
    """The mean of all training pictures of neutral faces or, where a dataset is of posed ones, of those: [3, s, s] for each dataset."""
    means = []
    for data in task.data:
        n = data.count - task.options.held_out
        total = np.zeros(data.pictures.shape[1:], np.float64)
        for i in range(0, n, 256):
            total += data.pictures[i : min(n, i + 256)].sum(0, dtype=np.float64)
        means.append(torch.from_numpy((total / n / 255).astype(np.float32)).permute(2, 0, 1))
    return means


def evaluate(task: Task):
    """By dataset, on its held-out samples: MAE inside the head (label is not background) of imitator and training mean picture, and Dice of each label."""
    figures = {}
    task.model.eval()
    for data, mean in zip(task.data, mean_picture(task)):
        sums, pixels = {"imitator": 0.0, "mean": 0.0}, 0
        dice = np.zeros((len(LABEL_WEIGHTS), 2))
        with torch.no_grad():
            for i in range(data.count - task.options.held_out, data.count, 32):
                x, pictures, labels = task.part(data, np.arange(i, min(data.count, i + 32)))
                output = task.model(x)
                head = torch.ones_like(pictures[:, :1]) if labels is None else (labels != 0).unsqueeze(1)
                pixels += int(head.sum()) * 3
                for name, drawn in (("imitator", output[:, :3].clamp(0, 1)), ("mean", mean)):
                    sums[name] += float(((drawn - pictures).abs() * head).sum())
                if task.with_labels:
                    seen = output[:, 3:].argmax(1)
                    for k in range(len(LABEL_WEIGHTS)):
                        dice[k] += float(((seen == k) & (labels == k)).sum()) * 2, float((seen == k).sum() + (labels == k).sum())
        figures[data.manifest["kind"]] = {
            "count": task.options.held_out,
            "error": sums["imitator"] / pixels,
            "ofMeanPicture": sums["imitator"] / sums["mean"],
            **({"dice": [round(float(a / b), 3) if b else None for a, b in dice]} if task.with_labels else {}),
        }
    return figures


def sheet(task: Task, path: str, columns=8):
    """Held-out pictures of each dataset above what the imitator draws, as a PNG where Pillow is there."""
    try:
        from PIL import Image
    except ImportError:
        return
    lines = []
    for data in task.data:
        first = data.count - task.options.held_out
        indices = np.arange(first, first + columns)
        with torch.no_grad():
            drawn = task.model(torch.from_numpy(data.x[indices]))
        lines.append(np.concatenate(list(data.pictures[indices]), 1))
        lines.append(np.concatenate(list((drawn[:, :3].clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).numpy()), 1))
        if task.with_labels:
            lines.append(np.concatenate(list((drawn[:, 3:].argmax(1) * 23).byte().unsqueeze(3).expand(-1, -1, -1, 3).numpy()), 1))
    Image.fromarray(np.concatenate(lines, 0)).save(path)


def before_of(folder):
    """What the imitator that was gone on from had learned from."""
    if not folder:
        return {}
    with open(os.path.join(folder, "manifest.json")) as file:
        known = json.load(file)["provenance"]
    return {"before": {key: known[key] for key in ("datasets", "recipe", "minutes", "before") if key in known}}


def main():
    options = parse()
    os.makedirs(options.out, exist_ok=True)
    task = Task(options)
    if options.resume and os.path.exists(task.checkpoint):
        task.load()
    print(f"{task.train_count} to train on, {options.held_out} of each kind held out, length {task.model.length}, step {task.step}", flush=True)
    train(task)
    settle_norms(task)
    round_weights(task.model)
    figures = evaluate(task)
    print(json.dumps(figures), flush=True)
    sheet(task, os.path.join(options.out, "checkpoint.png"))
    first = task.data[0]
    manifest = {
        "name": "imitator",
        "architecture": {
            "type": "imitator",
            "inputLength": task.model.length,
            "nuisanceLength": first.nuisance_length,
            "channels": task.model.channels,
            "outputSize": task.model.size,
            "outputChannels": task.model.outputs,
        },
        "rig": first.manifest["rig"],
        "input": {
            "vector": "x as of the rig | pose, expressions, light; 0..1",
            "output": "photo-booth frame, RGB, sRGB-encoded, 0..1" + (" | scores of the part labels" if task.with_labels else ""),
        },
        "licence": "MIT",
        "provenance": {
            "datasets": [{key: data.manifest[key] for key in ("kind", "count", "seed", "size")} for data in task.data],
            **before_of(options.init),
            "recipe": f"assets/networks/imitator/train.py --steps {task.step} --batch {options.batch} --rate {options.rate:g}"
            f" --channels {options.channels} --held-out {options.held_out} --seed {options.seed}" + (" --init (the imitator before)" if options.init else ""),
            "evaluation": "npm run evaluate -- imitator",
            "minutes": round(task.seconds / 60, 1),
            "heldOut": figures,
        },
    }
    write_network(options.out, manifest, named_weights(task.model))


if __name__ == "__main__":
    main()
