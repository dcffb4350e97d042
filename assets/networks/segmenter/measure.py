"""Compares segmentation networks on the studio photographs of one part of the split, in one run.

    npx tsx occluded.ts --faces DIR --split report --out OCCLUDED
    python3 measure.py --faces DIR --split report --occluded OCCLUDED --network DIR [--network DIR ...]

Prints the Dice of each class. Photographs are aligned by the hand-set pupils; `npm run evaluate -- segmentation`, which measures what ships, aligns them by what the detector finds, as a fit does.
"""

import argparse
import glob
import os
import sys

import numpy as np
import torch
from PIL import Image, ImageFilter

import data
import train
from model import Segmenter

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from network_file import read_network  # noqa: E402

CLASSES = ("background", "skin", "brows", "eyes", "nose", "lips", "hair")
VERSIONS = {
    "plain": lambda image: image,
    "grey": lambda image: image.convert("L").convert("RGB"),
    "dark": lambda image: image.point(lambda value: value * 0.35),
    "blurred": lambda image: image.filter(ImageFilter.GaussianBlur(6)),
}


def load(faces, split, occluded):
    """Sets of (picture, labels) by name; what is covered has no label."""
    rng = np.random.default_rng(0)
    sets = {name: [] for name in (*VERSIONS, "occluded")}
    for photo, image, labels, matrix in data.read_photos(faces, data.people_of(faces, split)):
        for name, change in VERSIONS.items():
            sets[name].append(data.sample(*data.to_frame(np.array(change(image)), labels, matrix), rng, False))
        for path in sorted(glob.glob(os.path.join(occluded, f"{photo}.*.mask.png"))):
            picture = np.array(Image.open(path[: -len(".mask.png")] + ".png").convert("RGB"))
            covered = np.array(Image.open(path).convert("L")) > 127
            pair = data.sample(*data.to_frame(picture, np.where(covered, data.IGNORE, labels), matrix), rng, False)
            sets["occluded"].append(pair)
            sets.setdefault(path.split(".")[-3], []).append(pair)
    return sets


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--faces", required=True)
    parser.add_argument("--split", choices=["choose", "report"], default="choose")
    parser.add_argument("--occluded", required=True)
    parser.add_argument("--network", required=True, action="append")
    options = parser.parse_args()
    torch.set_num_threads(1)
    sets = load(options.faces, options.split, options.occluded)
    models = []
    for folder in options.network:
        models.append(Segmenter())
        models[-1].take(read_network(folder)[1])
    print("| set | pictures |", " | ".join(CLASSES), "|", *options.network)
    for name, pairs in sets.items():
        scores = [train.dice(model, pairs) for model in models]
        cells = [", ".join(f"{score[part]:.3f}" for score in scores) for part in CLASSES]
        print(f"| {name} | {len(pairs)} |", " | ".join(cells), "|", flush=True)


if __name__ == "__main__":
    main()
