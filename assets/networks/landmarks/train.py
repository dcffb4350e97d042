"""Learns the linear landmark map by ridge regression: continuous parameters, pose and expressions -> the 68 landmarks that the detector finds on the engine's picture.

    train.py --dataset DIR [--dataset DIR] --out DIR [--held-out 500]

The datasets are made by `sample --kind plausible --landmarks` and `sample --kind posed --landmarks`. Colours and styles enter the regression too, so that what they do to the detector is not blamed on
the shape; they are dropped afterwards, their mean effect is in `mean`. Writes manifest.json and weights.bin:
`jacobian` [continuous + 3 + expressions, 136] (pixels of the photo-booth frame at 512 for the parameter's whole range; the last rows are pose and expressions), `mean` [136] (at 0.5), `residual` [136] (standard
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
    parser.add_argument("--dataset", required=True, action="append")
    parser.add_argument("--out", required=True)
    parser.add_argument("--rig", required=True, help="the rig file of the dataset's head, for the number of continuous parameters")
    parser.add_argument("--bias", help="JSON file made by bias.ts: the mean offset of the detector's landmarks on photographs")
    parser.add_argument("--held-out", type=int, default=500, help="samples at the end of each dataset that are kept for the figures")
    parser.add_argument("--count", type=int, default=0, help="use only the first samples of each dataset")
    return parser.parse_args()


def fit(features, targets, ridge):
    """Ridge regression; features and targets are centred already, `ridge` is that of each feature."""
    gram = features.T @ features
    return np.linalg.solve(gram + len(features) * np.diag(ridge), features.T @ targets)


def trusted(landmarks, bound=6):
    """Rows in which the detector did not lose the face: no landmark far from its median, in robust standard deviations."""
    median = np.median(landmarks, 0)
    spread = 1.4826 * np.median(np.abs(landmarks - median), 0) + 1
    return (np.abs(landmarks - median) / spread).max(1) < bound


def read(folder, rig, options):
    """Vectors of one dataset, centred so that a neutral face is 0, its landmarks, which of them are good, and which are trained on."""
    with open(os.path.join(folder, "manifest.json")) as file:
        made = json.load(file)
    if rig["hash"] != made["rig"]["hash"]:
        raise SystemExit("the dataset shows another head than the rig file")
    x = np.fromfile(os.path.join(folder, "x.f32"), "<f4").reshape(-1, made["schemaLength"]).astype(np.float64)
    nuisance = np.fromfile(os.path.join(folder, "nuisance.f32"), "<f4").reshape(-1, made["nuisanceLength"]).astype(np.float64)
    landmarks = np.fromfile(os.path.join(folder, "landmarks.f32"), "<f4").reshape(-1, LANDMARKS).astype(np.float64)
    n = min(len(x), len(landmarks), options.count or len(x))
    continuous, expressions = len(rig["continuous"]), len(rig["nuisance"]["expressions"])
    pose = nuisance[:n, : 3] - 0.5
    moved = np.concatenate([x[:n, :continuous] - 0.5, pose, nuisance[:n, 3 : 3 + expressions]], 1)
    look = np.concatenate([x[:n, continuous:], nuisance[:n, 3 + expressions :]], 1)
    return {
        "made": {key: made[key] for key in ("kind", "seed", "size")} | {"count": n},
        "moved": moved,
        # What a turn does beyond its slope at the neutral face; it enters the regression and is dropped.
        "bent": np.stack([pose[:, i] * pose[:, j] for i in range(3) for j in range(i + 1)], 1),
        "look": look,
        "landmarks": landmarks[:n],
        "kept": trusted(landmarks[:n], 6 if made["kind"] != "posed" else 9),
        "train": np.arange(n) < n - options.held_out,
    }


def main():
    options = parse()
    with open(options.rig) as file:
        rig = json.load(file)
    sets = [read(folder, rig, options) for folder in options.dataset]
    names = ("moved", "bent", "look", "landmarks", "kept", "train")
    moved, bent, look, landmarks, kept, train = (np.concatenate([data[key] for data in sets]) for key in names)
    rows, continuous = moved.shape[1], len(rig["continuous"])
    used = train & kept
    # What styles and colours do is taken at its mean, what moves is 0 on the neutral average face.
    center = np.concatenate([np.zeros(rows + bent.shape[1]), look[used].mean(0)])
    x = np.concatenate([moved, bent, look], 1) - center
    features, targets = x[used], landmarks[used]
    # The ridge is chosen inside the training samples, by the error on neutral faces; the few strong features of the pose need next to none.
    order = np.random.default_rng(1).permutation(len(features))
    split = int(0.85 * len(features))
    first, second = order[:split], order[split:]
    second = second[np.abs(bent[used][second]).max(1) == 0]
    strengths = np.ones(x.shape[1])
    strengths[continuous : continuous + 3] = strengths[rows : rows + bent.shape[1]] = 1e-3
    errors = {}
    for ridge in (1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2):
        weights = fit(features[first] - features[first].mean(0), targets[first] - targets[first].mean(0), ridge * strengths)
        predicted = (features[second] - features[first].mean(0)) @ weights + targets[first].mean(0)
        errors[ridge] = float(((predicted - targets[second]) ** 2).mean())
    ridge = min(errors, key=errors.get)
    weights = fit(features - features.mean(0), targets - targets.mean(0), ridge * strengths)
    offset = targets.mean(0) - features.mean(0) @ weights
    figures = {"samples": int(used.sum()), "leftOut": int((~kept).sum()), "ridge": ridge}
    at = 0
    for data in sets:
        part = np.arange(at, at + len(data["moved"]))[~data["train"] & data["kept"]]
        at += len(data["moved"])
        shown = rows + bent.shape[1]
        predicted = x[part, :shown] @ weights[:shown] + offset
        error = predicted - landmarks[part]
        variance = ((landmarks[part] - landmarks[part].mean(0)) ** 2).mean()
        figures[data["made"]["kind"]] = {"heldOut": len(part), "r2": 1 - (error**2).mean() / variance, "rmsPixels": float(np.sqrt((error**2).mean()))}
        if data is sets[0]:
            residual = np.sqrt((error**2).mean(0))
    print(json.dumps(figures))
    entries = [("jacobian", weights[:rows]), ("mean", offset), ("residual", residual)]
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
        "architecture": {"type": "landmarks", "continuous": len(rig["continuous"]), "nuisance": rows - len(rig["continuous"]), "landmarks": 68, "frame": 512},
        "rig": {"id": rig["id"], "hash": rig["hash"]},
        "input": {
            "vector": "continuous parameters less 0.5 | yaw, pitch, roll less 0.5 | expressions",
            "output": "68 landmarks x0, y0, x1, y1, ..., pixels of the photo-booth frame at 512",
        },
        "licence": "MIT",
        "provenance": {
            "datasets": [data["made"] for data in sets],
            "detector": "face-api 1.7.15 face_landmark_68",
            "recipe": f"assets/networks/landmarks/train.py --held-out {options.held_out}" + (" --bias (made by bias.ts)" if options.bias else ""),
            "evaluation": "npm run evaluate -- likeness --methods default",
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
