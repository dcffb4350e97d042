"""Trains the small face segmentation network F2 and writes its weight file.

    python3 train.py --renders DIR [DIR ...] --faces DIR --out DIR [--mesh JSON] [--backdrops N] [--minutes 30] [--resume] [--init DIR]

DIRs of --renders: `babylon-face-creator sample --labels`, of any kind and size; --faces: a folder with london/, canada/ and split.json; --mesh: written by mesh.ts. Trains
on the renders, the contours of the choosing people, the teacher's eyes and lips on portraits, and places of portraits where no hair is, starting from nothing or from the network
folder --init; measures on held-out renders and, at the end, on the choosing people.
"""

import argparse
import copy
import json
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

import backdrops
import data
import occluders
import pseudo
from model import CLASSES, Segmenter

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from network_file import read_network, write_network
from photographs import people as people_in

NAMES = ["background", "skin", "leftBrow", "rightBrow", "leftEye", "rightEye", "nose", "upperLip", "innerMouth", "lowerLip", "hair"]
WEIGHTS = torch.tensor([1.0, 1.0, 2.5, 2.5, 3.5, 3.5, 1.5, 2.5, 2.5, 2.5, 1.0])
# Of each folder of renders, at its end.
HELD_OUT = 200
PHOTO_SHARE = 0.27
PORTRAIT_SHARE = 0.1
BACKDROP_SHARE = 0.12
# Of the term that keeps hair away from where there is none.
NOT_HAIR_WEIGHT = 0.3
# Side at which losses look: half of the picture's, twice the output's.
LOSS_SIZE = data.SIZE // 2
# Portraits have no labels that tell how wide the head is.
PORTRAIT_OCCLUDERS = tuple((draw, share) for draw, share in occluders.KINDS if draw not in (occluders.hat, occluders.scarf))


class Mixture:
    """Folders of renders; those of larger and of more pictures are drawn from more often."""

    def __init__(self, folders):
        self.renders = [data.Renders(folder) for folder in folders]
        share = np.array([one.manifest["size"] * one.count**0.5 for one in self.renders])
        self.share = share / share.sum()

    def draw(self, rng):
        one = self.renders[rng.choice(len(self.renders), p=self.share)]
        return one.get(int(rng.integers(one.count - HELD_OUT)))

    def held_out(self, step):
        return [one.get(i) for one in self.renders for i in range(one.count - HELD_OUT, one.count, step)]


def batch(renders, photos, portraits, behind, rng, size):
    images, labels = [], []
    for _ in range(size):
        kind, occluding = rng.random(), occluders.KINDS
        if kind < PHOTO_SHARE:
            picture, parts = data.sample(*photos[rng.integers(len(photos))], rng)
        elif behind and kind > 1 - BACKDROP_SHARE:
            group = behind[rng.integers(len(behind))]
            picture, parts = data.sample(*group[rng.integers(len(group))], rng)
            occluding = ()
        elif portraits and kind < PHOTO_SHARE + PORTRAIT_SHARE:
            picture, parts = data.sample(*portraits[rng.integers(len(portraits))], rng)
            occluding = PORTRAIT_OCCLUDERS
        else:
            picture, parts = data.sample(*renders.draw(rng), rng)
            picture = data.new_background(picture, parts, rng)
        picture, parts = occluders.occlude(picture, parts, rng, occluding)
        images.append(data.degrade(picture, rng))
        labels.append(parts)
    return torch.stack(images), torch.stack(labels)


def upsampled(model, images, size=data.SIZE):
    return F.interpolate(model(images), (size, size), mode="bilinear", align_corners=False)


def loss_of(logits, labels):
    """Weighted cross-entropy plus one minus the mean soft Dice, and that of hair alone where there is surely none."""
    bare = labels == data.NOT_HAIR
    labels = torch.where(bare, data.IGNORE, labels)
    entropy = F.cross_entropy(logits, labels, WEIGHTS, ignore_index=data.IGNORE)
    known = (labels != data.IGNORE)[:, None].float()
    chance = torch.softmax(logits, 1) * known
    truth = F.one_hot(labels.clamp(0, CLASSES), CLASSES + 1)[..., :CLASSES].permute(0, 3, 1, 2).float() * known
    hairy = (torch.softmax(logits, 1)[:, 10] * bare).clamp(max=0.999)
    entropy = entropy - torch.log1p(-hairy).sum() / max(bare.sum().item(), 1) * NOT_HAIR_WEIGHT
    overlap = (chance * truth).sum((0, 2, 3))
    total = chance.sum((0, 2, 3)) + truth.sum((0, 2, 3))
    return entropy + 1 - ((2 * overlap + 1) / (total + 1)).mean()


def dice(model, pairs):
    """Dice of each class over all pixels of `pairs`, `other` left out."""
    overlap, total = np.zeros(CLASSES), np.zeros(CLASSES)
    training = model.training
    model.eval()
    with torch.no_grad():
        for image, labels in pairs:
            guess = upsampled(model, image[None]).argmax(1)[0]
            known = labels != data.IGNORE
            for c in range(CLASSES):
                a, b = (guess == c) & known, labels == c
                overlap[c] += 2 * (a & b).sum().item()
                total[c] += a.sum().item() + b.sum().item()
    model.train(training)
    scores = overlap / np.maximum(total, 1)
    named = {name: round(float(scores[c]), 4) for c, name in enumerate(NAMES)}
    named["brows"] = round(float(overlap[2:4].sum() / max(total[2:4].sum(), 1)), 4)
    named["eyes"] = round(float(overlap[4:6].sum() / max(total[4:6].sum(), 1)), 4)
    named["lips"] = round(float((overlap[7] + overlap[9]) / max(total[7] + total[9], 1)), 4)
    return named


def plain(pairs):
    rng = np.random.default_rng(0)
    return [data.sample(image, labels, rng, False) for image, labels in pairs]


def export(model, out, provenance):
    manifest = {
        "name": "segmenter-small",
        "architecture": {"type": "segmenter", "variant": "small"},
        "input": {"size": data.SIZE, "channels": "RGB", "range": [0, 1], "frame": "photo-booth", "crop": list(data.CROP)},
        "licence": "MIT",
        "provenance": provenance,
    }
    write_network(out, model.tensors(), manifest)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--renders", required=True, nargs="+")
    parser.add_argument("--faces", required=True)
    parser.add_argument("--mesh", help="the teacher's points on portraits")
    parser.add_argument("--backdrops", type=int, default=0, help="portraits of which is learned where no hair is")
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--blend", type=float, default=1, help="share of what was learned in the weights that are written, the rest is --init's")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--init", help="network folder to start from: the segmenter of an earlier version of the head")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    rng = np.random.default_rng(0)

    renders = Mixture(options.renders)
    people = data.people_of(options.faces, "choose")
    photos = data.load_photos(options.faces, people)
    portraits, portrait_paths = pseudo.load(options.faces, options.mesh) if options.mesh else ([], [])
    held_out = plain(renders.held_out(8))
    model = Segmenter().to(memory_format=torch.channels_last)
    before = None
    if options.init:
        manifest, tensors = read_network(options.init)
        before = manifest["provenance"]
        model.take(tensors)
        seer = copy.deepcopy(model).eval()
        first = {name: value.clone() for name, value in model.state_dict().items()}
    behind, behind_paths = [], []
    if options.backdrops:
        if not options.init:
            raise SystemExit("--backdrops needs --init: the network that sees women's hair")
        rows = backdrops.usable(options.faces)
        men, women = ([row for row in rows if (row["gender"] == "M") == male] for male in (True, False))
        for group in (men[: options.backdrops], women):
            loaded, paths = backdrops.load(options.faces, group, seer)
            behind.append(loaded)
            behind_paths += paths
            print(f"{len(loaded)} portraits", flush=True)
    optimiser = torch.optim.AdamW(model.parameters(), options.rate, weight_decay=1e-4)
    state = {"seconds": 0.0, "steps": 0, "portraits": []}
    checkpoint = os.path.join(options.out, "checkpoint.pt")
    if options.resume and os.path.exists(checkpoint):
        saved = torch.load(checkpoint)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        state = {**state, **saved["state"]}
    # A run may go on with other portraits; whoever was seen at any time is named.
    state["portraits"] = sorted({*state["portraits"], *portrait_paths, *behind_paths})

    budget = options.minutes * 60
    last = saved_at = time.time()
    running = None
    while state["seconds"] < budget:
        share = min(1, state["seconds"] / budget)
        for group in optimiser.param_groups:
            group["lr"] = options.rate * min(1, (state["steps"] + 1) / 100) * (0.5 + 0.5 * np.cos(np.pi * share)) + 1e-6
        images, labels = batch(renders, photos, portraits, behind, rng, options.batch)
        logits = upsampled(model, images.to(memory_format=torch.channels_last), LOSS_SIZE)
        loss = loss_of(logits, labels[:, ::2, ::2])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
        now = time.time()
        state["seconds"] += now - last
        last = now
        state["steps"] += 1
        if state["steps"] % 50 == 0:
            print(f"step {state['steps']}  {state['seconds'] / 60:.1f} min  loss {running:.4f}", flush=True)
        if now - saved_at > 240:
            saved_at = now
            torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "state": state}, checkpoint)
            print("held-out renders", dice(model, held_out), flush=True)
            last = time.time()

    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "state": state}, checkpoint)
    if options.init and options.blend < 1:
        # Half way between two networks, one of which was made from the other, lies one that is nearly as good at what either is good at.
        model.load_state_dict({name: value + options.blend * (model.state_dict()[name] - value) for name, value in first.items()})
    measured = {
        "heldOutRendersDice": dice(model, held_out),
        "choosingPhotosDice": dice(model, plain(photos)),
    }
    print(json.dumps(measured, indent=2))
    provenance = {
        "recipe": "train.py beside this file",
        "evaluation": "npm run evaluate -- segmentation --json test/bench/segmentation.json",
        "renders": [{**{key: one.manifest.get(key) for key in ("kind", "seed", "size", "rig")}, "count": one.count} for one in renders.renders],
        "occluders": {draw.__name__: share for draw, share in occluders.KINDS},
        "photographs": "contours of the choosing people of the Face Research Lab London Set and of Young Adult White Faces (DeBruine and Jones 2017, CC BY 4.0); "
        + " and ".join(
            what
            for what, paths in (("eyes and lips as the MediaPipe face mesh (Apache-2.0) sees them", portrait_paths), ("places without hair, and women's hair as the network before saw it,", behind_paths))
            if paths
        )
        + " of portraits of members of the US Congress (public domain)",
        "people": {"london": people["london"], "canada": people["canada"], **people_in(state["portraits"])},
        **({"before": {key: before[key] for key in ("renders", "steps")}, "blend": options.blend} if before else {}),
        "steps": state["steps"],
        "minutes": round(state["seconds"] / 60, 1),
        "measured": measured,
    }
    export(model, options.out, provenance)


if __name__ == "__main__":
    main()
