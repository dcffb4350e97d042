"""The landmark model of src/photo/landmarkModel.ts, from what draw.ts wrote: fit.py <jsonl> <out.ts>.

Landmarks of pictures in known poses are, up to scale and shift, known linear functions of the 68 points in space: least squares, scales and
shifts found in turn. Each picture is used twice, mirrored too, so that the model is symmetric.
"""

import json
import sys

import numpy as np

MIRROR = [*range(16, -1, -1), *range(26, 16, -1), 27, 28, 29, 30, 35, 34, 33, 32, 31, 45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40,
          54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55, 64, 63, 62, 61, 60, 67, 66, 65]


def rotation(yaw, pitch, roll):
    """x to the right of the picture, y down, z towards the camera; yaw > 0 to the subject's left, pitch > 0 up, roll > 0 clockwise."""
    (a, b, c), (d, e, f) = np.cos(np.radians([yaw, pitch, roll])), np.sin(np.radians([yaw, pitch, roll]))
    turn = np.array([[a, 0, d], [0, 1, 0], [-d, 0, a]])
    nod = np.array([[1, 0, 0], [0, b, -e], [0, e, b]])
    tilt = np.array([[c, -f, 0], [f, c, 0], [0, 0, 1]])
    return turn @ nod @ tilt


rows = [row for row in map(json.loads, open(sys.argv[1])) if row.get("landmarks")]
rotations, pictures = [], []
for row in rows:
    pose, points = row["pose"], np.array(row["landmarks"])
    rotations.append(rotation(pose["yaw"], pose["pitch"], pose["roll"]))
    pictures.append(points)
    rotations.append(rotation(-pose["yaw"], pose["pitch"], -pose["roll"]))
    pictures.append(points[MIRROR] * [-1, 1])
# Starts as a flat face: the mean of the pictures.
model = np.concatenate([np.mean([p - p.mean(0) for p in pictures], 0), np.zeros((68, 1))], 1)
for _ in range(20):
    placed = []
    for turn, points in zip(rotations, pictures):
        flat = (model @ turn.T)[:, :2]
        flat_mean, mean = flat.mean(0), points.mean(0)
        scale = ((flat - flat_mean) * (points - mean)).sum() / ((flat - flat_mean) ** 2).sum()
        placed.append(((points - mean) / scale + flat_mean).T)
    model = np.linalg.lstsq(np.concatenate([turn[:2] for turn in rotations]), np.concatenate(placed), rcond=None)[0].T
    model -= model.mean(0)
    model /= np.linalg.norm(model[42:48].mean(0) - model[36:42].mean(0))
lines = ",\n".join("    " + ", ".join(f"[{x:.3f}, {y:.3f}, {z:.3f}]" for x, y, z in model[i : i + 4]) for i in range(0, 68, 4))
lines = lines.replace("-0.000", "0")
open(sys.argv[2], "w").write(
    f"""/**
 * Where the detector's 68 landmarks lie on a head in space: x to the right of the picture, y down, z towards the camera, in distances of the eyes' centres.
 * Made by `assets/networks/pose/fit.py` from {len(rows)} pictures of random faces in known poses.
 */
// prettier-ignore
export const LandmarkModel: readonly (readonly [number, number, number])[] = [
{lines},
];
"""
)
