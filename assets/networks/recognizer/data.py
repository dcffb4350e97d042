"""Pictures of the small recognition network: aligned grey photographs and renders, composites of them, and what spoils a picture.

Everything is brought to the photo-booth frame (eyes' midpoint at (256, 236), distance 108, in a frame of 512) and kept as the square STORE of it.
"""

import csv
import io
import json
import os

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

FRAME = 512
# Left, top and side, in the frame of 512, of the square that is kept, with a margin around CROP, and of the square that the network sees.
STORE = (56.0, 60.0, 400.0)
STORED = 160
CROP = (100.0, 104.0, 312.0)
SIZE = 128
LUMA = torch.tensor([0.2126, 0.7152, 0.0722])

# Five points of the average face in the frame, as the landmark detector finds them: eyes (image left, right), nose tip, corners of the mouth.
FRAME_POINTS = np.array([[199.0, 235.7], [305.0, 235.9], [252.2, 302.8], [209.7, 356.3], [295.7, 356.3]])
# The same five points in the pictures of 128 pixels that the teacher takes.
TEACHER_POINTS = 128 * np.array([[0.31556875, 0.46157410], [0.68262292, 0.46157410], [0.50026250, 0.64050536], [0.34947188, 0.82469196], [0.65343646, 0.82469196]])


def similarity(source, target):
    """The 2x3 matrix of the least-squares similarity transform that takes points to points."""
    a, b = source - source.mean(0), target - target.mean(0)
    ca, cb = a[:, 0] + 1j * a[:, 1], b[:, 0] + 1j * b[:, 1]
    ratio = (np.conj(ca) * cb).sum() / (np.abs(ca) ** 2).sum()
    m = np.array([[ratio.real, -ratio.imag], [ratio.imag, ratio.real]])
    return np.hstack([m, (target.mean(0) - m @ source.mean(0))[:, None]])


def sample(pictures, inverse, size):
    """Pictures [n, 1, h, w] sampled where the 2x3 matrices `inverse` [n, 2, 3] take the centres of size x size pixels; edges go on outside."""
    h, w = pictures.shape[-2:]
    step = torch.arange(size) + 0.5
    y, x = torch.meshgrid(step, step, indexing="ij")
    at = torch.stack([x, y, torch.ones_like(x)], -1) @ torch.as_tensor(inverse, dtype=torch.float32)[:, None].transpose(-1, -2)
    grid = at / torch.tensor([w, h]) * 2 - 1
    return F.grid_sample(pictures, grid, mode="bilinear", padding_mode="border", align_corners=False)


def shrink_twice(rgb, matrix):
    """Halves a photograph while its pixels are more than twice as fine as the stored ones, so that sampling does not alias."""
    scale = np.hypot(matrix[0, 0], matrix[1, 0]) * STORED / STORE[2]
    factor = 1
    while scale * factor < 0.6:
        factor *= 2
    if factor > 1:
        rgb = F.avg_pool2d(rgb[None], factor)[0]
    return rgb, factor


def align(path, points):
    """The stored square of a photograph, uint8 [160, 160] grey; `points` are the five points in its pixels."""
    with Image.open(path) as image:
        rgb = torch.from_numpy(np.array(image.convert("RGB"))).permute(2, 0, 1).float()
    to_frame = similarity(np.asarray(points, float), FRAME_POINTS)
    rgb, factor = shrink_twice(rgb, to_frame)
    inverse = np.linalg.inv(np.vstack([to_frame, [0, 0, 1]]))
    k = STORE[2] / STORED
    stored_to_frame = np.array([[k, 0, STORE[0]], [0, k, STORE[1]], [0, 0, 1]])
    to_photo = np.diag([1 / factor, 1 / factor, 1]) @ inverse @ stored_to_frame
    grey = (rgb * LUMA[:, None, None]).sum(0)
    return sample(grey[None, None], to_photo[None, :2], STORED)[0, 0].round().clamp(0, 255).byte().numpy()


def people_of(faces):
    """The split."""
    with open(os.path.join(faces, "split.json"), encoding="utf8") as file:
        return json.load(file)


def portrait_rows(faces):
    with open(os.path.join(faces, "portraits", "manifest.csv"), encoding="utf8") as file:
        return list(csv.DictReader(file))


def row_points(row):
    return [[float(row[f"{name}_{axis}"]) for axis in "xy"] for name in ("right_eye", "left_eye", "nose", "mouth_right", "mouth_left")]


def json_points(path):
    with open(path, encoding="utf8") as file:
        return json.load(file)["landmarks5"]


def training_photos(faces):
    """(path, points) of the choosing people: all portraits of nobody on whom is reported or chosen, London neutral and smiling, Canada."""
    split = people_of(faces)
    known = {*split["report"]["gallery"], *split["report"]["pairs"], *split["choose"]["pairs"]}
    photos = [(os.path.join(faces, "portraits", row["file"]), row_points(row)) for row in portrait_rows(faces) if row["id"] not in known]
    stems = [os.path.join(faces, "london", f"{person}_{kind}") for person in split["choose"]["london"] for kind in ("neutral", "smiling")]
    stems += [os.path.join(faces, "canada", person) for person in split["choose"]["canada"]]
    return photos + [(stem + ".jpg", json_points(stem + ".json")) for stem in stems]


def choosing_pairs(faces):
    """Two photos each, (path, points), of the choosing people with two different portraits. They are not trained on."""
    rows = {row["file"]: row_points(row) for row in portrait_rows(faces)}
    with open(os.path.join(faces, "pairs-dev.csv"), encoding="utf8") as file:
        pairs = {row["id"]: (row["file1"], row["file2"]) for row in csv.DictReader(file)}
    return [[(os.path.join(faces, "portraits", name), rows[name]) for name in pairs[person]] for person in people_of(faces)["choose"]["pairs"]]


def renders_of(folder, count=None):
    """The stored squares of a dataset of the command `sample`, all or the first `count`, and its manifest."""
    with open(os.path.join(folder, "manifest.json"), encoding="utf8") as file:
        manifest = json.load(file)
    size = manifest["size"]
    images = np.memmap(os.path.join(folder, "images.u8"), np.uint8, "r").reshape(-1, size, size, 3)[: count or manifest["count"]]
    k, scale = STORE[2] / STORED, size / FRAME
    to_render = np.array([[k * scale, 0, STORE[0] * scale], [0, k * scale, STORE[1] * scale]])
    stored = np.empty((len(images), STORED, STORED), np.uint8)
    for i in range(0, len(images), 64):
        grey = (torch.from_numpy(images[i : i + 64].astype(np.float32)) * LUMA).sum(-1)[:, None]
        stored[i : i + 64] = sample(grey, np.repeat(to_render[None], len(grey), 0), STORED)[:, 0].round().clamp(0, 255).byte().numpy()
    return stored, {key: manifest[key] for key in ("kind", "count", "seed", "size", "rig")}


def smooth_field(rng, cells, channels=1):
    """A smooth random field [1, channels, 160, 160] of about standard normal values."""
    coarse = torch.from_numpy(rng.normal(0, 1, (1, channels, cells, cells)).astype(np.float32))
    return F.interpolate(coarse, (STORED, STORED), mode="bicubic", align_corners=True)


def composite(a, b, rng):
    """A face that does not exist: two aligned ones mixed, evenly or region by region, and bent smoothly; `b` is None where one is only bent."""
    x = torch.from_numpy(a.astype(np.float32))[None, None]
    if b is not None:
        other = torch.from_numpy(b.astype(np.float32))[None, None]
        other = (other - other.mean()) / (other.std() + 1) * x.std() + x.mean()
        if rng.random() < 0.5:
            share = float(rng.uniform(0.25, 0.75))
        else:
            share = torch.sigmoid(float(rng.uniform(2, 8)) * smooth_field(rng, int(rng.integers(3, 6))))
        x = share * x + (1 - share) * other
    step = (torch.arange(STORED) + 0.5) / STORED * 2 - 1
    grid = torch.stack(torch.meshgrid(step, step, indexing="xy"), -1)[None]
    stretch = torch.from_numpy(np.exp(rng.normal(0, 0.035, 2)).astype(np.float32))
    bend = smooth_field(rng, int(rng.integers(4, 8)), 2).permute(0, 2, 3, 1) * float(rng.uniform(0, 0.04))
    x = F.grid_sample(x, grid * stretch + bend, mode="bilinear", padding_mode="border", align_corners=False)
    x = x.flip(3) if rng.random() < 0.5 else x
    return x[0, 0].round().clamp(0, 255).byte().numpy()


def stored_matrix(left, top, side, size):
    """Takes pixels of a square of the frame, size x size of them, to pixels of the stored square."""
    scale = STORED / STORE[2]
    k = side / size * scale
    return np.array([[k, 0, (left - STORE[0]) * scale], [0, k, (top - STORE[1]) * scale]])


def plain(stored):
    """What the network sees of stored squares [n, 160, 160]: [n, 1, 128, 128], 0..1."""
    return sample(torch.from_numpy(stored).float()[:, None] / 255, np.repeat(stored_matrix(*CROP, SIZE)[None], len(stored), 0), SIZE)


def teacher_view(stored):
    """What the teacher sees of stored squares: [n, 3, 128, 128], 0..255, three equal channels."""
    frame = np.vstack([similarity(TEACHER_POINTS, FRAME_POINTS), [0, 0, 1]])
    scale = STORED / STORE[2]
    to_stored = np.array([[scale, 0, -STORE[0] * scale], [0, scale, -STORE[1] * scale], [0, 0, 1]])
    view = sample(torch.from_numpy(stored).float()[:, None], np.repeat((to_stored @ frame)[None, :2], len(stored), 0), 128)
    return view.expand(-1, 3, -1, -1).contiguous().numpy()


def jitter(stored, rng):
    """Crops of [n, 160, 160] with what alignment leaves open: a small similarity transform, and mirrored half of the time."""
    matrices = []
    for _ in range(len(stored)):
        angle, scale = rng.normal(0, 0.06), np.exp(rng.normal(0, 0.05))
        mirror = -1 if rng.random() < 0.5 else 1
        m = scale * np.array([[np.cos(angle) * mirror, -np.sin(angle)], [np.sin(angle) * mirror, np.cos(angle)]])
        base = stored_matrix(*CROP, SIZE)
        centre = np.array([SIZE / 2, 0.42 * SIZE])
        linear = base[:, :2] @ m
        offset = base[:, :2] @ (centre + rng.normal(0, 2.5, 2)) + base[:, 2] - linear @ centre
        matrices.append(np.hstack([linear, offset[:, None]]))
    return sample(torch.from_numpy(stored).float()[:, None] / 255, np.array(matrices), SIZE)


def spoil(x, rng):
    """One crop [1, 128, 128] with faults of photographs: tone, light from a side, low resolution, blur, noise, compression, something before the face."""
    if rng.random() < 0.8:
        x = x.clamp(1e-3, 1) ** float(np.exp(rng.normal(0, 0.25)))
        x = (x - 0.5) * float(np.exp(rng.normal(0, 0.2))) + 0.5 + float(rng.normal(0, 0.06))
    if rng.random() < 0.35:
        a, b = rng.normal(0, 0.3, 2)
        ramp = torch.linspace(-1, 1, SIZE)
        x = x * torch.exp(float(a) * ramp[None, None, :] + float(b) * ramp[None, :, None])
    if rng.random() < 0.35:
        small = int(rng.integers(40, 120))
        x = F.interpolate(F.interpolate(x[None], (small, small), mode="area"), (SIZE, SIZE), mode="bilinear", align_corners=False)[0]
    elif rng.random() < 0.2:
        x = F.avg_pool2d(x[None], 3, 1, 1, count_include_pad=False)[0]
    if rng.random() < 0.35:
        x = x + torch.from_numpy(rng.standard_normal(x.shape, np.float32)) * float(rng.uniform(0.005, 0.05))
    x = x.clamp(0, 1)
    if rng.random() < 0.15:
        buffer = io.BytesIO()
        Image.fromarray((x[0].numpy() * 255).astype(np.uint8)).save(buffer, "JPEG", quality=int(rng.integers(15, 80)))
        x = torch.from_numpy(np.array(Image.open(buffer)))[None].float() / 255
    if rng.random() < 0.1:
        w, h = rng.integers(12, 50, 2)
        left, top = rng.integers(0, SIZE - 12, 2)
        x = x.clone()
        x[:, top : top + h, left : left + w] = float(rng.random())
    return x
