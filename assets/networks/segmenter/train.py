"""Trains the small face segmentation network F2 and writes its weight file.

    python3 train.py --renders DIR --faces DIR --out DIR [--minutes 30] [--resume] [--init DIR]

DIR of --renders: `babylon-face-creator sample --kind varied --labels`; --faces: a folder with london/, canada/ and split.json. Trains on the
renders and on the contours of the choosing people, starting from nothing or from the network folder --init; measures on held-out renders and, at the end, on the reporting people.
"""

import argparse
import json
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

import data
import occluders
from model import CLASSES, Segmenter

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from network_file import write_network

NAMES = ["background", "skin", "leftBrow", "rightBrow", "leftEye", "rightEye", "nose", "upperLip", "innerMouth", "lowerLip", "hair"]
WEIGHTS = torch.tensor([1.0, 1.0, 2.5, 2.5, 3.5, 3.5, 1.5, 2.5, 2.5, 2.5, 1.0])
HELD_OUT = 200
PHOTO_SHARE = 0.3


def batch(renders, photos, rng, size):
    images, labels = [], []
    for _ in range(size):
        if photos and rng.random() < PHOTO_SHARE:
            picture, parts = data.sample(*photos[rng.integers(len(photos))], rng)
        else:
            picture, parts = data.sample(*renders.get(int(rng.integers(renders.count - HELD_OUT))), rng)
            picture = data.new_background(picture, parts, rng, photos)
        picture, parts = occluders.occlude(picture, parts, rng)
        images.append(data.degrade(picture, rng))
        labels.append(parts)
    return torch.stack(images), torch.stack(labels)


def upsampled(model, images):
    return F.interpolate(model(images), (data.SIZE, data.SIZE), mode="bilinear", align_corners=False)


def loss_of(logits, labels):
    """Weighted cross-entropy plus one minus the mean soft Dice."""
    entropy = F.cross_entropy(logits, labels, WEIGHTS, ignore_index=data.IGNORE)
    known = (labels != data.IGNORE)[:, None].float()
    chance = torch.softmax(logits, 1) * known
    truth = F.one_hot(labels.clamp(0, CLASSES), CLASSES + 1)[..., :CLASSES].permute(0, 3, 1, 2).float() * known
    overlap = (chance * truth).sum((0, 2, 3))
    total = chance.sum((0, 2, 3)) + truth.sum((0, 2, 3))
    return entropy + 1 - ((2 * overlap + 1) / (total + 1)).mean()


def start_from(model, folder):
    """Takes the weights of a network folder. Its batch norms are folded into the convolutions, so here they are and stay the identity."""
    with open(os.path.join(folder, "manifest.json"), encoding="utf8") as file:
        manifest = json.load(file)
    blob = np.fromfile(os.path.join(folder, "weights.bin"), "<f2").astype(np.float32)
    tensors, offset = {}, 0
    for entry in manifest["weights"]:
        size = int(np.prod(entry["shape"]))
        tensors[entry["name"]] = torch.from_numpy(blob[offset : offset + size].reshape(entry["shape"]))
        offset += size
    with torch.no_grad():
        for name in Segmenter.NAMES:
            block = getattr(model, name)
            block.conv.weight.copy_(tensors[f"{name}/kernel"].permute(3, 2, 0, 1))
            block.norm.running_var.fill_(1 - block.norm.eps)
            block.norm.bias.copy_(tensors[f"{name}/bias"])
        model.out.weight.copy_(tensors["out/kernel"].permute(3, 2, 0, 1))
        model.out.bias.copy_(tensors["out/bias"])
    return manifest["provenance"]


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
    parser.add_argument("--renders", required=True)
    parser.add_argument("--faces", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--init", help="network folder to start from: the segmenter of an earlier version of the head")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    torch.manual_seed(0)
    torch.set_num_threads(options.threads)
    rng = np.random.default_rng(0)

    renders = data.Renders(options.renders)
    people = data.people_of(options.faces, "choose")
    photos = data.load_photos(options.faces, people)
    held_out = plain([renders.get(i) for i in range(renders.count - HELD_OUT, renders.count, 4)])
    model = Segmenter().to(memory_format=torch.channels_last)
    before = None
    if options.init:
        before = start_from(model, options.init)
        model.eval()
    optimiser = torch.optim.AdamW(model.parameters(), options.rate, weight_decay=1e-4)
    state = {"seconds": 0.0, "steps": 0}
    checkpoint = os.path.join(options.out, "checkpoint.pt")
    if options.resume and os.path.exists(checkpoint):
        saved = torch.load(checkpoint)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        state = saved["state"]

    budget = options.minutes * 60
    last = saved_at = time.time()
    running = None
    while state["seconds"] < budget:
        share = min(1, state["seconds"] / budget)
        for group in optimiser.param_groups:
            group["lr"] = options.rate * min(1, (state["steps"] + 1) / 100) * (0.5 + 0.5 * np.cos(np.pi * share)) + 1e-6
        images, labels = batch(renders, photos, rng, options.batch)
        loss = loss_of(upsampled(model, images.to(memory_format=torch.channels_last)), labels)
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
    measured = {
        "heldOutRendersDice": dice(model, held_out),
        "choosingPhotosDice": dice(model, plain(photos)),
        "reportingPhotosDice": dice(model, plain(data.load_photos(options.faces, data.people_of(options.faces, "report")))),
    }
    print(json.dumps(measured, indent=2))
    provenance = {
        "recipe": "train.py beside this file",
        "renders": {key: renders.manifest.get(key) for key in ("kind", "count", "seed", "size", "rig")},
        "occluders": {draw.__name__: share for draw, share in occluders.KINDS},
        "photographs": "contours of the choosing people of the Face Research Lab London Set and of Young Adult White Faces (DeBruine and Jones 2017, CC BY 4.0)",
        "people": {"london": people["london"], "canada": people["canada"]},
        **({"before": {key: before[key] for key in ("renders", "steps")}} if before else {}),
        "steps": state["steps"],
        "minutes": round(state["seconds"] / 60, 1),
        "measured": measured,
    }
    export(model, options.out, provenance)


if __name__ == "__main__":
    main()
