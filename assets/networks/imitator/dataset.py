"""Reads a dataset folder made by the command `sample`: manifest.json, x.f32, nuisance.f32, images.u8, labels.u8 (optional); all little-endian, in sample order."""
import json
import os

import numpy as np


class Dataset:
    """Vectors (x | nuisance), pictures area-downscaled to `size` and part labels of a dataset folder, in memory."""

    def __init__(self, folder: str, size: int, count: int = 0):
        with open(os.path.join(folder, "manifest.json")) as file:
            self.manifest = json.load(file)
        s, length = self.manifest["size"], self.manifest["schemaLength"]
        x = np.fromfile(os.path.join(folder, "x.f32"), "<f4")
        nuisance_length = self.manifest["nuisanceLength"]
        nuisance = np.fromfile(os.path.join(folder, "nuisance.f32"), "<f4")
        images = np.memmap(os.path.join(folder, "images.u8"), np.uint8, "r")
        label_path = os.path.join(folder, "labels.u8")
        has_labels = os.path.exists(label_path) and os.path.getsize(label_path) > 0
        labels = np.memmap(label_path, np.uint8, "r") if has_labels else None
        complete = [x.size // length, nuisance.size // nuisance_length, images.size // (3 * s * s)]
        if labels is not None:
            complete.append(labels.size // (s * s))
        n = min(complete)
        self.count = min(n, count) if count else n
        x = x[: self.count * length].reshape(self.count, length)
        self.nuisance_length = nuisance_length
        self.x = np.concatenate([x, nuisance[: self.count * nuisance_length].reshape(self.count, nuisance_length)], 1)
        pictures = images[: self.count * 3 * s * s].reshape(self.count, s, s, 3)
        self.pictures = np.empty((self.count, size, size, 3), np.uint8)
        self.labels = None if labels is None else np.empty((self.count, size, size), np.uint8)
        k = s // size
        for i in range(0, self.count, 64):
            part = pictures[i : i + 64].astype(np.uint16).reshape(-1, size, k, size, k, 3)
            self.pictures[i : i + 64] = (part.sum((2, 4)) + k * k // 2) // (k * k)
            if labels is not None:
                self.labels[i : i + 64] = labels[i * s * s : (i + 64) * s * s][: len(part) * s * s].reshape(-1, s, s)[:, k // 2 :: k, k // 2 :: k]
