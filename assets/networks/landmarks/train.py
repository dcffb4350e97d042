"""Learns the linear landmark map by ridge regression: continuous parameters -> the 68 landmarks that the detector finds on the engine's picture.

    train.py --dataset DIR --out DIR [--held-out 500]

The dataset is made by `sample --kind plausible --landmarks`. Colours and styles enter the regression too, so that what they do to the detector is not blamed on
the shape; they are dropped afterwards, their mean effect is in `mean`. Writes manifest.json and weights.bin:
`jacobian` [continuous, 136] (pixels of the photo-booth frame at 512 for the parameter's whole range), `mean` [136] (at 0.5), `residual` [136] (standard
deviation on held-out samples of what the map does not explain); with --bias also `bias` [136] (by how much landmarks on photographs stand off those on
renders of the same face).
"""
import argparse
import hashlib
import json
import os

import numpy as np

LANDMARKS = 136
PHOTOGRAPHS = (
    "the bias: choosing people of the Face Research Lab London Set and of Young Adult White Faces (DeBruine and Jones 2017, CC BY 4.0)"
)


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--rig", required=True, help="the rig file of the dataset's head, for the number of continuous parameters")
    parser.add_argument("--bias", help="JSON file made by bias.ts: the mean offset of the detector's landmarks on photographs")
    parser.add_argument("--held-out", type=int, default=500)
    parser.add_argument("--count", type=int, default=0, help="use only the first samples")
    return parser.parse_args()


def fit(features, targets, ridge):
    """Ridge regression; features and targets are centred already."""
    gram = features.T @ features
    return np.linalg.solve(gram + ridge * len(features) * np.eye(len(gram)), features.T @ targets)


def trusted(landmarks, bound=6):
    """Rows in which the detector did not lose the face: no landmark far from its median, in robust standard deviations."""
    median = np.median(landmarks, 0)
    spread = 1.4826 * np.median(np.abs(landmarks - median), 0) + 1
    return (np.abs(landmarks - median) / spread).max(1) < bound


def main():
    options = parse()
    with open(os.path.join(options.dataset, "manifest.json")) as file:
        made = json.load(file)
    with open(options.rig) as file:
        rig = json.load(file)
    if rig["hash"] != made["rig"]["hash"]:
        raise SystemExit("the dataset shows another head than the rig file")
    continuous = len(rig["continuous"])
    x = np.fromfile(os.path.join(options.dataset, "x.f32"), "<f4").reshape(-1, made["schemaLength"]).astype(np.float64)
    landmarks = np.fromfile(os.path.join(options.dataset, "landmarks.f32"), "<f4").reshape(-1, LANDMARKS).astype(np.float64)
    n = min(len(x), len(landmarks), options.count or len(x))
    x, landmarks = x[:n] - 0.5, landmarks[:n]
    kept = trusted(landmarks)
    train = np.arange(n) < n - options.held_out
    features, targets = x[train & kept], landmarks[train & kept]
    center = features.mean(0)
    center[:continuous] = 0
    # The ridge is chosen inside the training samples.
    split = int(0.85 * len(features))
    errors = {}
    for ridge in (1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2):
        weights = fit(features[:split] - features[:split].mean(0), targets[:split] - targets[:split].mean(0), ridge)
        predicted = (features[split:] - features[:split].mean(0)) @ weights + targets[:split].mean(0)
        errors[ridge] = float(((predicted - targets[split:]) ** 2).mean())
    ridge = min(errors, key=errors.get)
    weights = fit(features - features.mean(0), targets - targets.mean(0), ridge)
    offset = targets.mean(0) - (features.mean(0) - center) @ weights
    held, truth = x[~train & kept], landmarks[~train & kept]
    full = (held - center) @ weights + offset
    shape = held[:, :continuous] @ weights[:continuous] + offset
    variance = ((truth - truth.mean(0)) ** 2).mean()
    figures = {
        "r2": 1 - ((full - truth) ** 2).mean() / variance,
        "r2ShapeOnly": 1 - ((shape - truth) ** 2).mean() / variance,
        "rmsPixels": float(np.sqrt(((shape - truth) ** 2).mean())),
        "samples": int(train.sum()),
        "heldOut": int((~train & kept).sum()),
        "leftOut": int((~kept).sum()),
        "ridge": ridge,
    }
    print(json.dumps(figures))
    residual = np.sqrt(((shape - truth) ** 2).mean(0))
    entries = [("jacobian", weights[:continuous]), ("mean", offset), ("residual", residual)]
    photographs = {}
    if options.bias:
        with open(options.bias) as file:
            learned = json.load(file)
        entries.append(("bias", np.array(learned["bias"])))
        photographs = {"photographs": PHOTOGRAPHS, "people": learned["people"]}
    blob = b"".join(value.astype("<f4").tobytes() for _, value in entries)
    os.makedirs(options.out, exist_ok=True)
    with open(os.path.join(options.out, "weights.bin"), "wb") as file:
        file.write(blob)
    manifest = {
        "format": "babylon-face-creator/network",
        "version": 1,
        "name": "landmarks",
        "architecture": {"type": "landmarks", "continuous": continuous, "landmarks": 68, "frame": 512},
        "rig": made["rig"],
        "input": {"vector": "continuous parameters less 0.5", "output": "68 landmarks x0, y0, x1, y1, ..., pixels of the photo-booth frame at 512"},
        "licence": "MIT",
        "provenance": {
            "dataset": {"kind": made["kind"], "count": n, "seed": made["seed"], "size": made["size"]},
            "detector": "face-api 1.7.15 face_landmark_68",
            "recipe": f"assets/networks/landmarks/train.py --held-out {options.held_out}" + (" --bias (made by bias.ts)" if options.bias else ""),
            "heldOut": figures,
            **photographs,
        },
        "weights": [{"name": name, "shape": list(value.shape), "dtype": "float32"} for name, value in entries],
        "files": [{"path": "weights.bin", "bytes": len(blob), "sha256": hashlib.sha256(blob).hexdigest()}],
    }
    with open(os.path.join(options.out, "manifest.json"), "w") as file:
        json.dump(manifest, file, indent=2)
        file.write("\n")


if __name__ == "__main__":
    main()
