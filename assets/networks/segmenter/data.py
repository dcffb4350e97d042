"""Training data of the face segmentation network: labelled renders, and photographs with hand-set contours.

Everything is brought to the photo-booth frame (eyes' midpoint at (256, 236), distance 108, in a frame of 512), of which the network sees CROP.
"""

import io
import json
import os

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageDraw

IGNORE = 11
# Of pixels that may be anything but hair.
NOT_HAIR = 12
FRAME = 512
# Left, top and side, in the photo-booth frame of 512, of the square that the network sees.
CROP = (46.0, 44.0, 420.0)
SIZE = 256

# Polygons of the 189-point template, by part label (left and right are the subject's; the template's sides are the picture's).
FACE = [109] + list(range(134, 145)) + [112, 187, 113, 188, 114] + list(range(133, 124, -1)) + [111, 186, 110, 185]
POLYGONS = [
    (1, FACE),
    (6, [50, 51, 52, 53, 61, 62, 63, 64, 55, 69, 68, 67, 66, 59, 58, 57, 56]),
    (3, [71, 72, 73, 74, 75, 76, 84, 83]),
    (2, [77, 78, 79, 80, 81, 82, 86, 85]),
    (5, [18, 19, 20, 21, 22, 30, 29, 28]),
    (4, [23, 24, 25, 26, 27, 33, 32, 31]),
    (7, [87, 88, 89, 90, 91, 92, 93, 98, 97, 96, 95, 94]),
    (8, [87, 94, 95, 96, 97, 98, 93, 103, 102, 101, 100, 99]),
    (9, [87, 99, 100, 101, 102, 103, 93, 108, 107, 106, 105, 104]),
]
EARS = [[109, 115, 116, 117, 118, 119, 111, 186, 110, 185], [112, 120, 121, 122, 123, 124, 114, 188, 113, 187]]


def similarity_from_pupils(right, left):
    """2x3 matrix that takes picture points to the photo-booth frame; `right` is the subject's right pupil."""
    source = np.array([right, left], float)
    target = np.array([[256 - 54, 236], [256 + 54, 236]], float)
    a, b = source[1] - source[0], target[1] - target[0]
    ratio = complex(*b) / complex(*a)
    m = np.array([[ratio.real, -ratio.imag], [ratio.imag, ratio.real]])
    return np.hstack([m, (target[0] - m @ source[0])[:, None]])


def rasterise(points, width, height, image):
    """The label map of a photograph: contours, then background and hair where colour and place leave no doubt, the rest ignored."""
    canvas = Image.new("L", (width * 2, height * 2), IGNORE)
    draw = ImageDraw.Draw(canvas)
    for label, ids in POLYGONS:
        draw.polygon([tuple(points[i] * 2) for i in ids], fill=label)
    labels = np.array(canvas.resize((width, height), Image.NEAREST))
    ears = Image.new("L", (width, height), 0)
    for ids in EARS:
        ImageDraw.Draw(ears).polygon([tuple(points[i]) for i in ids], fill=1)
    corner = np.median(np.concatenate([image[:40, :40].reshape(-1, 3), image[:40, -40:].reshape(-1, 3)]), 0)
    distance = np.abs(image.astype(float) - corner).max(2)
    outside = (labels == IGNORE) & (np.array(ears) == 0)
    labels[outside & (distance < 22)] = 0
    above = np.arange(height)[:, None] < points[[109, 112], 1].mean()
    labels[outside & above & (distance > 45)] = 10
    return labels


def read_photos(faces, people):
    """Photographs with contours, each as (file name without ending, RGB image, label map of its size, matrix to the photo-booth frame)."""
    for folder, ids, suffix in (("london", people["london"], "_neutral"), ("canada", people["canada"], "")):
        for person in ids:
            name = person + suffix
            stem = os.path.join(faces, folder, name)
            with open(stem + ".json", encoding="utf8") as file:
                meta = json.load(file)
            points = np.array(meta["points"], float)
            image = Image.open(stem + ".jpg").convert("RGB")
            labels = rasterise(points, meta["width"], meta["height"], np.array(image))
            yield f"{folder}_{name}", image, labels, similarity_from_pupils(points[0], points[1])


def load_photos(faces, people):
    """Photographs with contours, as (image float [3, 512, 512], labels [512, 512]) in the photo-booth frame."""
    return [to_frame(np.array(image), labels, matrix) for _, image, labels, matrix in read_photos(faces, people)]


def to_frame(image, labels, matrix):
    """Resamples picture and labels to the photo-booth frame; labels outside the picture are ignored."""
    inverse = np.linalg.inv(np.vstack([matrix, [0, 0, 1]]))[:2].flatten()
    picture = Image.fromarray(image).transform((FRAME, FRAME), Image.AFFINE, tuple(inverse), Image.BICUBIC)
    parts = Image.fromarray(labels.astype(np.uint8) + 1).transform((FRAME, FRAME), Image.AFFINE, tuple(inverse), Image.NEAREST)
    parts = np.array(parts).astype(np.int64) - 1
    parts[parts < 0] = IGNORE
    return torch.from_numpy(np.array(picture)).permute(2, 0, 1), torch.from_numpy(parts.astype(np.uint8))


class Renders:
    """The labelled renders of `sample --kind varied`."""

    def __init__(self, folder):
        with open(os.path.join(folder, "manifest.json"), encoding="utf8") as file:
            self.manifest = json.load(file)
        size = self.manifest["size"]
        labels = np.memmap(os.path.join(folder, "labels.u8"), np.uint8, "r").reshape(-1, size, size)
        images = np.memmap(os.path.join(folder, "images.u8"), np.uint8, "r")
        self.count = min(len(labels), images.size // (size * size * 3))
        self.images = images[: self.count * size * size * 3].reshape(-1, size, size, 3)
        self.labels = labels

    def get(self, i):
        return torch.from_numpy(self.images[i].copy()).permute(2, 0, 1), torch.from_numpy(self.labels[i].copy())


def crop_grid(rng, jitter=True):
    """Sampling grid [1, 256, 256, 2] of the network's crop, with a random similarity; returns it and whether it is mirrored."""
    left, top, side = CROP
    step = (np.arange(SIZE) + 0.5) / SIZE * side
    x, y = np.meshgrid(left + step, top + step)
    mirrored = jitter and rng.random() < 0.5
    if jitter:
        angle, scale = rng.normal(0, 0.1), np.exp(rng.normal(0, 0.09))
        dx, dy = rng.normal(0, 9, 2)
        cx, cy = x - 256, y - 236
        x = 256 + dx + scale * (np.cos(angle) * cx - np.sin(angle) * cy)
        y = 236 + dy + scale * (np.sin(angle) * cx + np.cos(angle) * cy)
    if mirrored:
        x = FRAME - x
    grid = np.stack([x / FRAME * 2 - 1, y / FRAME * 2 - 1], -1)[None].astype(np.float32)
    return torch.from_numpy(grid), mirrored


SWAP = torch.tensor([0, 1, 3, 2, 5, 4, 6, 7, 8, 9, 10, 11, 12])


def sample(image, labels, rng, jitter=True):
    """Image [3, 256, 256] in 0..1 and labels [256, 256] of the network's crop."""
    grid, mirrored = crop_grid(rng, jitter)
    picture = F.grid_sample(image[None].float() / 255, grid, "bilinear", "border", False)[0]
    parts = F.grid_sample(labels[None, None].float() + 1, grid, "nearest", "zeros", False)[0, 0].long() - 1
    parts[parts < 0] = IGNORE
    return picture, SWAP[parts] if mirrored else parts


def tone(picture, parts, rng):
    """A colour for a background: often that of the head's own hair, or dark, since there hair is hard to tell from what is behind it."""
    kind, hair = rng.random(), parts == 10
    if kind < 0.35 and hair.sum() > 300:
        chosen = picture[:, hair].mean(1).numpy() * np.exp(rng.normal(0, 0.2))
    elif kind < 0.6:
        chosen = rng.uniform(0, 0.2) * rng.uniform(0.6, 1, 3)
    else:
        chosen = rng.random(3)
    return torch.from_numpy(np.asarray(chosen, np.float32).reshape(3, 1, 1))


def new_background(picture, parts, rng):
    """Puts something else behind the head: a plain tone, one that fades, or a mixture of two in blurred or hard-edged patches."""
    kind = rng.random()
    if kind < 0.25:
        return picture
    behind = tone(picture, parts, rng).expand(3, SIZE, SIZE)
    if kind > 0.4:
        cells = int(rng.integers(2, 4 if kind < 0.65 else 24))
        coarse = torch.from_numpy(rng.random((1, 1, cells, cells)).astype(np.float32))
        patches = F.interpolate(coarse, (SIZE, SIZE), mode="bilinear" if kind < 0.9 else "nearest")[0]
        behind = behind * (1 - patches) + tone(picture, parts, rng) * patches
    mask = (parts == 0).float()[None, None]
    mask = F.avg_pool2d(mask, 3, 1, 1)[0]
    return picture * (1 - mask) + behind * mask


def degrade(picture, rng):
    """Photograph-like faults: tone, light from a side, blur, low resolution, noise, compression, grey."""
    x = picture
    if rng.random() < 0.8:
        gain = np.exp(rng.normal(0, 0.18) + rng.normal(0, 0.07, 3)).astype(np.float32)
        x = (x.clamp(1e-4, 1) ** float(np.exp(rng.normal(0, 0.25)))) * torch.from_numpy(gain)[:, None, None]
        x = (x - 0.5) * float(np.exp(rng.normal(0, 0.2))) + 0.5 + float(rng.normal(0, 0.05))
    if rng.random() < 0.4:
        a, b = rng.normal(0, 0.35, 2)
        ramp = torch.linspace(-1, 1, SIZE)
        x = x * torch.exp(float(a) * ramp[None, None, :] + float(b) * ramp[None, :, None])
    if rng.random() < 0.12:
        x = x.mean(0, keepdim=True).expand(3, -1, -1)
    if rng.random() < 0.6:
        small = int(rng.integers(64, 240))
        x = F.interpolate(F.interpolate(x[None], (small, small), mode="area"), (SIZE, SIZE), mode="bilinear", align_corners=False)[0]
    if rng.random() < 0.5:
        x = x + torch.from_numpy(rng.normal(0, rng.uniform(0.005, 0.05), x.shape).astype(np.float32))
    x = x.clamp(0, 1)
    if rng.random() < 0.35:
        buffer = io.BytesIO()
        Image.fromarray((x.permute(1, 2, 0).numpy() * 255).astype(np.uint8)).save(buffer, "JPEG", quality=int(rng.integers(20, 90)))
        x = torch.from_numpy(np.array(Image.open(buffer))).permute(2, 0, 1).float() / 255
    return x


def people_of(faces, part):
    """The London and Canada people of one part of the split, `choose` or `report`."""
    with open(os.path.join(faces, "split.json"), encoding="utf8") as file:
        return json.load(file)[part]
