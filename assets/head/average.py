"""Finds by how much the average head must be shifted so that its parts lie where they lie in people's faces.

    average.py --dataset DIR --rig RIG --faces DIR

The dataset is made by `sample --kind uniform --labels` with the head to be shifted. Its label maps tell exactly where the parts lie, and a linear regression
how each parameter moves their extents. The extents of people come from the hand-set points of the choosing split (London and Canada sets; groups of ancestry in
equal parts as far as they are there), turned and scaled so that the pupils lie as in the photo-booth frame. No landmark detector has a say: on
renders and on photographs they err differently. The shifts are solved by least squares with a ridge; macro parameters and those on bones stay.
Prints a table for build/populationShift.ts: parameter id, shift in units of the parameter's range. Build the head without its table before.
"""
import argparse
import csv
import json
import os

import numpy as np
from PIL import Image, ImageDraw
from scipy.spatial import ConvexHull

# Numbers of the 189-point template; image sides.
POINTS = {
    "eyeL": [*range(18, 23), 28, 29, 30],
    "eyeR": [*range(23, 28), 31, 32, 33],
    "browL": [*range(71, 77), 83, 84],
    "browR": [*range(77, 83), 85, 86],
    "lips": [*range(87, 94), 104, 105, 106, 107, 108],
}
LABELS = {"eyeL": [5], "eyeR": [4], "browL": [3], "browR": [2], "nose": [6], "lips": [7, 8, 9]}
FACE = [1, 2, 3, 4, 5, 6, 7, 8, 9]
JAW_ROWS = {353: (125, 133), 378: (126, 132), 407: (127, 131)}
GROUPS = {"white": 1, "black": 1, "west_asian": 0.7, "east_asian": 0.5}
RIDGE = 6.0


def extents(mask, scale):
    """Where the middle 96 % of a mask's pixels lie: x0, x1, y0, y1."""
    found = []
    for axis in (0, 1):
        mass = np.cumsum(mask.sum(axis).astype(float))
        if mass[-1] < 3:
            return [np.nan] * 4
        found += [scale * np.interp(q * mass[-1], mass, np.arange(1, len(mass) + 1)) for q in (0.02, 0.98)]
    return found


def measure(labels):
    scale = 512 / len(labels)
    figures = {}
    for part, codes in LABELS.items():
        figures.update(zip((f"{part}.{edge}" for edge in ("x0", "x1", "y0", "y1")), extents(np.isin(labels, codes), scale)))
    middle = labels[:, len(labels) // 2 - 2 : len(labels) // 2 + 2]
    upper, lower, skin = (np.where((middle == code).any(1))[0] for code in (7, 9, 1))
    figures["mouthline"] = scale * (upper.max() + 1 + lower.min()) / 2 if len(upper) and len(lower) else np.nan
    figures["chin"] = scale * (skin.max() + 1) if len(skin) else np.nan
    face = np.isin(labels, FACE)
    for row in JAW_ROWS:
        columns = np.where(face[int(row / scale)])[0]
        ends = (scale * columns.min(), scale * (columns.max() + 1)) if len(columns) else (np.nan, np.nan)
        figures[f"jaw{row}.x0"], figures[f"jaw{row}.x1"] = ends
    return figures


def points_in_frame(path):
    """The hand-set points as complex numbers, the pupils at (202, 236) and (310, 236)."""
    with open(path) as file:
        points = np.array(json.load(file)["points"], float)
    points = points[:, 0] + 1j * points[:, 1]
    left, right = sorted(points[:2], key=lambda point: point.real)
    return (points - (left + right) / 2) * 108 / (right - left) + 256 + 236j


def mean_points(folder):
    with open(os.path.join(folder, "split.json")) as file:
        split = json.load(file)["choose"]
    with open(os.path.join(folder, "london", "people.csv")) as file:
        ancestry = {row["id"]: row["ethnicity"] for row in csv.DictReader(file)}
    groups = {}
    for person in split["london"]:
        groups.setdefault(ancestry[person], []).append(points_in_frame(os.path.join(folder, "london", f"{person}_neutral.json")))
    for person in split["canada"]:
        groups.setdefault("white", []).append(points_in_frame(os.path.join(folder, "canada", f"{person}.json")))
    present = {group: weight for group, weight in GROUPS.items() if group in groups}
    return sum(weight * np.mean(groups[group], 0) for group, weight in present.items()) / sum(present.values())


def targets(points):
    """The same figures as of `measure`, of people; left and right made alike."""
    figures = {}
    for part, numbers in POINTS.items():
        corners = np.array([[points[k].real, points[k].imag] for k in numbers])
        picture = Image.new("L", (512, 512))
        ImageDraw.Draw(picture).polygon([tuple(corners[k]) for k in ConvexHull(corners).vertices], fill=1)
        figures.update(zip((f"{part}.{edge}" for edge in ("x0", "x1", "y0", "y1")), extents(np.asarray(picture), 1)))
    for left, right in (("eyeL", "eyeR"), ("browL", "browR")):
        for near, far in (("x0", "x1"), ("x1", "x0")):
            mean = (figures[f"{left}.{near}"] + 512 - figures[f"{right}.{far}"]) / 2
            figures[f"{left}.{near}"], figures[f"{right}.{far}"] = mean, 512 - mean
        for edge in ("y0", "y1"):
            figures[f"{left}.{edge}"] = figures[f"{right}.{edge}"] = (figures[f"{left}.{edge}"] + figures[f"{right}.{edge}"]) / 2
    figures["mouthline"] = (points[96].imag + points[101].imag) / 2
    figures["chin"] = points[129].imag
    for row, (left, right) in JAW_ROWS.items():
        width = points[right].real - points[left].real
        figures[f"jaw{row}.x0"], figures[f"jaw{row}.x1"] = 256 - width / 2, 256 + width / 2
    # Where the nose meets the upper lip
    figures["nose.y1"] = points[55].imag
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("dataset", "rig", "faces"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()
    with open(os.path.join(options.dataset, "manifest.json")) as file:
        made = json.load(file)
    with open(options.rig) as file:
        parameters = json.load(file)["continuous"]
    size, count = made["size"], len(parameters)
    x = np.fromfile(os.path.join(options.dataset, "x.f32"), "<f4").reshape(-1, made["schemaLength"]).astype(float) - 0.5
    labels = np.memmap(os.path.join(options.dataset, "labels.u8"), np.uint8, "r").reshape(-1, size, size)
    rows = [measure(picture) for picture in labels[: len(x)]]
    names = list(rows[0])
    values = np.array([[row[name] for name in names] for row in rows])
    kept = ~np.isnan(values).any(1)
    x, values = x[: len(values)][kept], values[kept]
    centred = x - x.mean(0)
    slopes = np.linalg.solve(centred.T @ centred + 1e-3 * len(x) * np.eye(x.shape[1]), centred.T @ (values - values.mean(0)))
    at = -x.mean(0)
    at[count:] = 0
    average = dict(zip(names, values.mean(0) + at @ slopes))
    wanted = targets(mean_points(options.faces))
    movable = [
        all(bind["type"] == "morph" for bind in parameter["binds"]) and parameter["group"] != "macro" and parameter["id"] not in ("eye.spacing", "eye.iris")
        for parameter in parameters
    ]
    weights = np.array([0.5 if name.startswith("brow") else 1 for name in wanted])
    columns = [names.index(name) for name in wanted]
    system = (slopes[:count, columns] * weights).T
    gap = np.array([wanted[name] - average[name] for name in wanted]) * weights
    ridge = np.diag(np.where(movable, RIDGE, 1e4))
    shift = np.linalg.lstsq(np.vstack([system, ridge]), np.concatenate([gap, np.zeros(count)]), rcond=None)[0]
    for name, column in zip(wanted, columns):
        print(f"{name:10} {average[name]:7.1f} -> {average[name] + shift @ slopes[:count, column]:7.1f}, people {wanted[name]:7.1f}")
    for parameter, value in zip(parameters, shift):
        if abs(value) >= 0.05:
            print(f'    ["{parameter["id"]}", {value:.2f}],')


if __name__ == "__main__":
    main()
