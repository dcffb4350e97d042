"""Portraits of which is known where hair is not: away from the heads of men who look ahead. Real backdrops and coats are as dark as hair more often than drawn ones.

Portraits of women, whose hair may be long, are labelled as the network that is gone on from sees them: what it learns of men shall not take their hair away.
"""

import csv
import json
import os

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

import data

# The network that is gone on from is believed where it is so sure, in pictures of women of whose upper corners it takes less than this for hair.
LEAST_CHANCE, MOST_HAIRY = 0.9, 0.02
# Pictures with fewer pixels between the eyes are left out, and men who were born when some wore their hair long.
LEAST_DISTANCE, EARLIEST = 30, 1850
# How far the nose may lie from the middle between the eyes, in distances of the eyes: others are turned, and their hair is not where it is looked for.
MOST_TURN = 0.06


def mens_place():
    """Where men have no hair: outside half an ellipse about the head's upper part, and beside face and neck."""
    y, x = np.mgrid[: data.FRAME, : data.FRAME]
    above = ((x - 256) / 160) ** 2 + ((y - 250) / 215) ** 2 > 1
    return torch.from_numpy(np.where(y < 250, above, np.abs(x - 256) > 160 - 0.42 * (y - 250)))


def looks_ahead(row):
    eyes = [np.array([float(row[f"{side}_eye_{axis}"]) for axis in "xy"]) for side in ("right", "left")]
    nose = np.array([float(row["nose_x"]), float(row["nose_y"])])
    across = eyes[1] - eyes[0]
    return abs(np.dot(nose - (eyes[0] + eyes[1]) / 2, across) / np.dot(across, across)) < MOST_TURN


def as_seen(segmenter, image, inside):
    """Labels as a network sees them where it is sure; nothing where it takes the backdrop for hair. Image uint8 [3, 512, 512]."""
    labels = torch.full((data.FRAME, data.FRAME), data.IGNORE, dtype=torch.uint8)
    left, top, side = (int(value) for value in data.CROP)
    square = image[:, top : top + side, left : left + side][None].float() / 255
    with torch.no_grad():
        logits = segmenter(F.interpolate(square, (data.SIZE, data.SIZE), mode="bilinear", align_corners=False))
        chance, seen = torch.softmax(F.interpolate(logits, (side, side), mode="bilinear", align_corners=False), 1).max(1)
    corner = side // 8
    corners = torch.cat([seen[0, :corner, :corner], seen[0, :corner, -corner:]])
    if (corners == 10).float().mean() < MOST_HAIRY:
        labels[top : top + side, left : left + side] = torch.where(chance[0] > LEAST_CHANCE, seen[0], data.IGNORE).byte()
    labels[~inside] = data.IGNORE
    return labels


def usable(faces):
    """Rows of the portraits' table that may be learned from, in a random order; nobody who is reported on."""
    with open(os.path.join(faces, "split.json"), encoding="utf8") as file:
        split = json.load(file)
    reported = set(split["report"]["pairs"]) | set(split["report"]["gallery"])
    with open(os.path.join(faces, "portraits", "manifest.csv"), encoding="utf8") as file:
        rows = [row for row in csv.DictReader(file) if row["id"] not in reported and float(row["interocular_px"]) >= LEAST_DISTANCE and looks_ahead(row)]
    rows = [row for row in rows if row["gender"] != "M" or int(row["birth_year"] or 0) >= EARLIEST]
    return [rows[i] for i in np.random.default_rng(0).permutation(len(rows))]


def load(faces, rows, segmenter):
    """Portraits as (image uint8 [3, 512, 512], labels [512, 512]) in the photo-booth frame, and their paths; `segmenter` is what is gone on from."""
    loaded, paths = [], []
    nowhere = mens_place()
    for row in rows:
        image = np.array(Image.open(os.path.join(faces, "portraits", row["file"])).convert("RGB"))
        eyes = [[float(row[f"{side}_eye_{axis}"]) for axis in "xy"] for side in ("right", "left")]
        picture, outside = data.to_frame(image, np.zeros(image.shape[:2], np.uint8), data.similarity_from_pupils(*eyes))
        if row["gender"] == "M":
            labels = torch.full((data.FRAME, data.FRAME), data.IGNORE, dtype=torch.uint8)
            labels[nowhere & (outside == 0)] = data.NOT_HAIR
        else:
            labels = as_seen(segmenter, picture, outside == 0)
        if (labels != data.IGNORE).any():
            loaded.append((picture, labels))
            paths.append("portraits/" + row["file"])
    return loaded, paths
