"""Trains the translator: what a photo looks like to the other networks -> the vector x of its face, in one pass.

    train.py --dataset DIR [--dataset DIR] --photographs DIR --rig dist/assets/head/rig.json --out DIR [--epochs 60] [--held-out 400] [--init DIR]

The datasets are those of the landmark map, with the features that features.ts takes from them; `--photographs` is the folder into which it wrote those of the
photographs. In the spirit of "Fast and Robust Face-to-Parameter Translation for Game Character Auto-Creation" (AAAI 2020), whose translator maps an
embedding to parameters; this one sees landmarks, colours, where hair and face are, and luma besides, so that it need not guess them.
The network must not lean on what renders alone show: features are disturbed as photographs disturb them, whole kinds of features are left out at
random, and embeddings are told from the mean of their own kind of pictures, renders or photographs.
"""
import argparse
import json
import os
import sys

import numpy as np
import torch

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from network_file import read_network, write_network  # noqa: E402
from photographs import COLLECTIONS, people as people_of  # noqa: E402

# As TranslatorLayout of src/fitting/translatorFeatures.ts
LANDMARKS, COLORS, PARTS, LUMA, BROWS = slice(0, 136), slice(136, 156), slice(156, 668), slice(668, 1692), slice(1692, 2440)
EMBEDDING = 2440


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", required=True, action="append")
    parser.add_argument("--photographs", required=True)
    parser.add_argument("--rig", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=60)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--width", type=int, default=384)
    parser.add_argument("--held-out", type=int, default=400, help="samples at the end of each dataset that are kept for the figures")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--init", help="network folder to start from: the translator of an earlier version of the head")
    return parser.parse_args()


class Translator(torch.nn.Module):
    """Three dense layers and a linear way past them."""

    def __init__(self, inputs, outputs, width):
        super().__init__()
        self.layers = torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in ((inputs, width), (width, width), (width, outputs)))

    def forward(self, features, drop=0.0):
        for i, layer in enumerate(self.layers):
            features = layer(features)
            if i < len(self.layers) - 1:
                features = torch.nn.functional.dropout(torch.nn.functional.leaky_relu(features, 0.1), drop, drop > 0)
        return features


def disturb(features, generator):
    """What photographs do to features: landmarks that err, colours of another light, parts seen roughly, kinds of features that say nothing."""
    n = len(features)

    def normal(*shape):
        return torch.randn(*shape, generator=generator)

    def some(share):
        return torch.rand(n, 1, generator=generator) < share

    out = features.clone()
    out[:, LANDMARKS] += 0.2 * normal(n, 136)
    # A gain of the light for each channel, an error of each colour
    out[:, 136:151] *= (1 + 0.08 * normal(n, 1) + 0.03 * normal(n, 3)).repeat(1, 5)
    out[:, 136:151] += 0.02 * normal(n, 15) * (out[:, 136:151] > 0)
    out[:, PARTS] += 0.1 * normal(n, 512)
    # Light from a side or from above, and a picture that is harder or softer
    rows = torch.linspace(-1, 1, 32)
    slope = normal(n, 1, 1) * 0.25 * rows[:, None] + normal(n, 1, 1) * 0.25 * rows[None, :]
    out[:, LUMA] = out[:, LUMA] * (1 + 0.15 * normal(n, 1)) + slope.reshape(n, -1) + 0.1 * normal(n, 1024)
    out[:, BROWS] = out[:, BROWS] * (1 + 0.15 * normal(n, 1)) + 0.1 * normal(n, 1) + 0.1 * normal(n, 748)
    out[:, EMBEDDING:] += 0.06 * normal(n, out.shape[1] - EMBEDDING)
    for kind, share in ((LANDMARKS, 0.02), (COLORS, 0.1), (PARTS, 0.15), (LUMA, 0.25), (BROWS, 0.15), (slice(EMBEDDING, None), 0.25)):
        out[:, kind] = torch.where(some(share), torch.zeros(1), out[:, kind])
    return out


def main():
    options = parse()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    with open(options.rig, encoding="utf8") as file:
        rig = json.load(file)
    continuous, colors = len(rig["continuous"]), 3 * len(rig["colors"])
    blocks, at = [], continuous + colors
    for block in rig["discrete"]:
        blocks.append((block["id"], slice(at, at + len(block["options"]))))
        at += len(block["options"])
    length = at
    with open(os.path.join(options.photographs, "photographs.json"), encoding="utf8") as file:
        photographs = json.load(file)
    width = photographs["length"]
    seen = np.fromfile(os.path.join(options.photographs, "photographs.f32"), "<f4").reshape(-1, width)
    features, vectors, kinds, held, made = [], [], [], [], []
    for folder in options.dataset:
        with open(os.path.join(folder, "manifest.json"), encoding="utf8") as file:
            manifest = json.load(file)
        if manifest["rig"]["hash"] != rig["hash"]:
            raise SystemExit("the dataset shows another head than the rig file")
        f = np.fromfile(os.path.join(folder, "features.f32"), "<f4").reshape(-1, width)
        x = np.fromfile(os.path.join(folder, "x.f32"), "<f4").reshape(-1, length)[: len(f)]
        # Where the detector lost the face the features are of something else
        kept = np.abs(f[:, LANDMARKS]).max(1) < 5
        made.append({key: manifest[key] for key in ("kind", "seed")} | {"count": int(kept.sum())})
        held.append((np.arange(len(f)) >= len(f) - options.held_out)[kept])
        kinds += [manifest["kind"]] * int(kept.sum())
        features.append(f[kept])
        vectors.append(x[kept])
    features, vectors, held, kinds = np.concatenate(features), np.concatenate(vectors), np.concatenate(held), np.array(kinds)
    train = ~held
    render_mean, photograph_mean = (rows[:, EMBEDDING:].mean(0) for rows in (features[train], seen))
    features[:, EMBEDDING:] -= render_mean
    mean, scale = features[train].mean(0), features[train].std(0) + 0.05
    # An embedding that is left out stands for the mean one
    mean[EMBEDDING:] = 0
    inputs, targets = torch.from_numpy(features), torch.from_numpy(vectors)
    mean_t, scale_t = torch.from_numpy(mean), torch.from_numpy(scale)
    base = targets[torch.from_numpy(train), : continuous + colors].mean(0)
    base[:continuous] = 0.5
    spread = targets[torch.from_numpy(train), : continuous + colors].std(0)
    model = Translator(width, length, options.width)
    with torch.no_grad():
        model.layers[-1].weight.mul_(0.1)
        model.layers[-1].bias.zero_()
        if options.init:
            before, known = read_network(options.init)
            for i, layer in enumerate(model.layers):
                layer.weight.copy_(torch.from_numpy(known[f"layer{i}/weight"].T.copy()))
                layer.bias.copy_(torch.from_numpy(known[f"layer{i}/bias"]))
    optimiser = torch.optim.AdamW(model.parameters(), options.rate, weight_decay=0.05)
    rows = torch.from_numpy(np.flatnonzero(train))
    generator = torch.Generator().manual_seed(options.seed)
    steps = options.epochs * (len(rows) // options.batch)

    def losses(out, wanted):
        error = (out[:, : continuous + colors] + base - wanted[:, : continuous + colors]) / (spread + 0.02)
        shape = (error[:, :continuous] ** 2).mean()
        color = (error[:, continuous:] ** 2).mean()
        style = sum(torch.nn.functional.cross_entropy(out[:, block], wanted[:, block].argmax(1)) for _, block in blocks) / len(blocks)
        return shape, color, style

    step = 0
    for epoch in range(options.epochs):
        order = rows[torch.randperm(len(rows), generator=generator)]
        for first in range(0, len(order) - options.batch + 1, options.batch):
            part = order[first : first + options.batch]
            for group in optimiser.param_groups:
                group["lr"] = options.rate * 0.5 * (1 + np.cos(np.pi * step / steps)) * min(1, (step + 1) / 200)
            shape, color, style = losses(model((disturb(inputs[part], generator) - mean_t) / scale_t, 0.15), targets[part])
            optimiser.zero_grad()
            (shape + 0.5 * color + 0.3 * style).backward()
            optimiser.step()
            step += 1
        if epoch % 5 == 4 or epoch == options.epochs - 1:
            figures = {}
            with torch.no_grad():
                for kind in dict.fromkeys(kinds):
                    rest = torch.from_numpy(np.flatnonzero(held & (kinds == kind)))
                    out = model((inputs[rest] - mean_t) / scale_t)
                    shape, color, _ = losses(out, targets[rest])
                    hits = {name: float((out[:, b].argmax(1) == targets[rest][:, b].argmax(1)).float().mean()) for name, b in blocks}
                    figures[kind] = {
                        "heldOut": len(rest),
                        "shapeError": round(float(shape) ** 0.5, 4),
                        "colorError": round(float(color) ** 0.5, 4),
                        "optionsFound": {name: round(share, 3) for name, share in hits.items()},
                    }
            print(f"epoch {epoch + 1}: {json.dumps(figures)}", flush=True)
    tensors = [("mean", mean), ("scale", scale), ("renderMean", render_mean), ("photographMean", photograph_mean), ("base", base.numpy())]
    for i, layer in enumerate(model.layers):
        tensors += [(f"layer{i}/weight", layer.weight.detach().numpy().T.copy()), (f"layer{i}/bias", layer.bias.detach().numpy())]
    os.makedirs(options.out, exist_ok=True)
    write_network(
        options.out,
        tensors,
        {
            "name": "translator",
            "architecture": {"type": "translator", "inputs": width, "width": options.width, "outputs": length, "recognizer": "face-api"},
            "rig": {"id": rig["id"], "hash": rig["hash"]},
            "input": {"features": "as src/fitting/translatorFeatures.ts takes them"},
            "licence": "MIT",
            "provenance": {
                "datasets": made,
                **({"before": {key: before["provenance"][key] for key in ("datasets", "recipe", "people", "photographs", "before") if key in before["provenance"]}} if options.init else {}),
                "photographs": f"the mean embedding of {len(seen)} photographs of the choosing split: {COLLECTIONS}",
                "people": people_of(photographs["paths"]),
                "recipe": f"assets/networks/translator/train.py --epochs {options.epochs} --held-out {options.held_out} --rate {options.rate:g}" + (" --init (the translator before)" if options.init else ""),
                "evaluation": "npm run evaluate -- likeness --methods oneShot",
                "heldOut": figures,
            },
        },
    )


if __name__ == "__main__":
    main()
