"""Things before a face, drawn where its parts are: glasses, caps and bands, scarves, hands, plain patches.

What they cover is `other`, which no loss sees.
"""

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image, ImageDraw, ImageFilter

IGNORE = 11
# Masks are drawn so much larger, and made smaller with smooth edges.
FINE = 3


class Face:
    """The eyes of a label map [s, s]: drawings are given in distances of the eyes, x along their line and y down from their midpoint."""

    def __init__(self, parts):
        self.parts = parts.numpy()
        self.size = len(self.parts)
        eyes = sorted(self._centre([label]) for label in (4, 5))
        # Comparisons with what is not a number are false.
        self.found = eyes[1][0] - eyes[0][0] > self.size / 16
        if self.found:
            first, second = np.array(eyes[0]), np.array(eyes[1])
            self.middle, self.along = (first + second) / 2, second - first
            self.down = np.array([-self.along[1], self.along[0]])

    def _centre(self, labels):
        y, x = np.nonzero(np.isin(self.parts, labels))
        return (x.mean(), y.mean()) if len(x) > 8 else (float("nan"), float("nan"))

    def height_of(self, labels, default):
        """How far below the eyes a part lies."""
        x, y = self._centre(labels)
        distance = np.dot(np.array([x, y]) - self.middle, self.down) / np.dot(self.down, self.down)
        return default if np.isnan(distance) else float(distance)

    def extent(self, rows):
        """Left, right and top of the head (skin to hair) where it is within rows of the eyes' line."""
        y, x = np.nonzero((self.parts >= 1) & (self.parts <= 10))
        u = (np.stack([x, y], 1) - self.middle) @ np.stack([self.along, self.down], 1) / np.dot(self.along, self.along)
        near = (u[:, 1] > rows[0]) & (u[:, 1] < rows[1])
        if near.sum() < 20:
            return -0.95, 0.95, -1.5
        return float(u[near, 0].min()), float(u[near, 0].max()), float(u[:, 1].min())

    def pixels(self, points):
        """Points of a drawing in pixels of the fine mask."""
        return [tuple(FINE * (self.middle + x * self.along + y * self.down)) for x, y in points]

    def unit(self):
        return float(np.hypot(*self.along))


def superellipse(x, y, a, b, power, turns=48):
    angle = np.arange(turns) / turns * 2 * np.pi
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([x + a * np.sign(c) * np.abs(c) ** (2 / power), y + b * np.sign(s) * np.abs(s) ** (2 / power)], 1)


def draw_mask(face, polygons, holes=(), lines=()):
    """Coverage [s, s] of polygons without holes, and of lines of a width."""
    image = Image.new("L", (FINE * face.size,) * 2, 0)
    draw = ImageDraw.Draw(image)
    for polygon in polygons:
        draw.polygon(face.pixels(polygon), fill=255)
    for hole in holes:
        draw.polygon(face.pixels(hole), fill=0)
    for points, width in lines:
        thick = max(1, int(round(width * face.unit() * FINE)))
        pixels = face.pixels(points)
        draw.line(pixels, fill=255, width=thick, joint="curve")
        for x, y in (pixels[0], pixels[-1]):
            draw.ellipse([x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2], fill=255)
    return np.array(image.resize((face.size, face.size), Image.BOX), np.float32) / 255


def cloth(rng, size, color):
    """A tone with folds, shade and sometimes stripes."""
    coarse = torch.from_numpy(rng.normal(0, 0.08, (1, 1, 7, 7)).astype(np.float32))
    shade = 1 + F.interpolate(coarse, (size, size), mode="bicubic", align_corners=False)[0]
    y, x = np.mgrid[0:size, 0:size] / size
    angle, period = rng.uniform(0, np.pi), rng.uniform(0.02, 0.15)
    wave = np.sin((x * np.cos(angle) + y * np.sin(angle)) / period * 2 * np.pi)
    stripes = torch.from_numpy((wave if rng.random() < 0.7 else np.sign(wave)).astype(np.float32))[None]
    other = torch.from_numpy(rng.random((3, 1, 1)).astype(np.float32))
    base = torch.from_numpy(np.asarray(color, np.float32).reshape(3, 1, 1))
    strength = 0.05 if rng.random() < 0.6 else rng.uniform(0.1, 0.5)
    return ((base + (other - base) * strength * (stripes + 1) / 2) * shade).clamp(0, 1)


def cover(picture, parts, mask, tone, opacity=1.0):
    """Puts a tone [3, s, s] over a picture; what is covered for the most part is `other` where it hides what is below."""
    alpha = torch.from_numpy(mask)[None] * opacity
    picture = picture * (1 - alpha) + tone * alpha
    if opacity > 0.4:
        parts = parts.clone()
        parts[torch.from_numpy(mask > 0.5)] = IGNORE
    return picture, parts


def plain(color):
    return torch.from_numpy(np.asarray(color, np.float32).reshape(3, 1, 1))


def glasses(picture, parts, face, rng):
    """Frames of many shapes; lenses are clear, tinted or dark."""
    a, b = rng.uniform(0.28, 0.43), rng.uniform(0.19, 0.36)
    power, y, thick = rng.uniform(1.8, 4.5), rng.uniform(-0.02, 0.1), rng.uniform(0.015, 0.085)
    apart = max(0.5, a + rng.uniform(0.05, 0.12))
    lenses = [superellipse(x, y, a, b, power) for x in (-apart, apart)]
    outer = [superellipse(x, y, a + thick, b + thick, power) for x in (-apart, apart)]
    left, right, _ = face.extent((-0.2, 0.2))
    bar = y - b * rng.uniform(0.1, 0.6)
    lines = [([(-apart + a, bar), (0, bar - 0.03), (apart - a, bar)], thick), ([(-apart - a, bar), (left, bar - 0.05)], thick)]
    lines.append(([(apart + a, bar), (right, bar - 0.05)], thick))
    color = rng.choice([0.02, 0.1, 0.5]) + rng.random(3) * rng.choice([0.05, 0.4])
    framed = rng.random() < 0.88
    frame = draw_mask(face, outer, lenses, lines)
    if framed:
        shadow = np.roll(frame, int(rng.integers(1, 5)), 0)
        picture = picture * (1 - 0.25 * torch.from_numpy(shadow)[None])
    inside = draw_mask(face, lenses)
    if rng.random() < 0.35:
        picture, parts = cover(picture, parts, inside, plain(rng.random(3) * 0.25), float(rng.uniform(0.6, 1)))
    else:
        picture, _ = cover(picture, parts, inside, plain(rng.random(3)), float(rng.uniform(0, 0.2)))
    if rng.random() < 0.3:
        x = rng.uniform(-0.3, 0.3)
        streaks = [[(c + x, y - b), (c + x + 0.1, y - b), (c + x - 0.1, y + b), (c + x - 0.2, y + b)] for c in (-apart, apart)]
        glint = draw_mask(face, streaks)
        picture, _ = cover(picture, parts, glint * inside, plain([1, 1, 1]), float(rng.uniform(0.1, 0.4)))
    if framed:
        picture, parts = cover(picture, parts, frame, plain(color))
    return picture, parts


def hat(picture, parts, face, rng):
    """A cap, with or without a peak, or a band: over hair and forehead, at most down to the brows."""
    brow = face.height_of([2, 3], -0.35)
    edge = brow - rng.uniform(0.08, 0.55)
    left, right, top = face.extent((edge - 0.25, edge + 0.25))
    centre, half = (left + right) / 2, (right - left) / 2 * rng.uniform(1.0, 1.12)
    sag = rng.uniform(0.0, 0.25)
    steps = np.linspace(-1, 1, 25)
    lower = [(centre + half * t, edge + sag * (t * t - 0.3)) for t in steps]
    if rng.random() < 0.3:
        width = rng.uniform(0.12, 0.5)
        shape = lower + [(x, y - width) for x, y in reversed(lower)]
    else:
        height = max(0.5, edge - top) * rng.uniform(1.02, 1.3)
        power = rng.uniform(1.8, 3)
        shape = lower + [(centre + half * t, edge + sag * 0.7 - height * (1 - abs(t) ** power) ** (1 / power)) for t in reversed(steps)]
    color = rng.random(3) * rng.choice([0.3, 1])
    picture, parts = cover(picture, parts, draw_mask(face, [shape]), cloth(rng, face.size, color))
    if rng.random() < 0.4:
        wide, deep = half * rng.uniform(0.8, 1.3), rng.uniform(0.1, 0.3)
        peak = [(centre + wide * t, edge + deep * (1 - t * t) - 0.05) for t in steps]
        peak += [(centre + wide * t, edge - 0.08 - 0.1 * (1 - t * t)) for t in reversed(steps)]
        picture, parts = cover(picture, parts, draw_mask(face, [peak]), cloth(rng, face.size, color * rng.uniform(0.4, 1)))
    return picture, parts


def scarf(picture, parts, face, rng):
    """From the corners of the mouth or the chin down."""
    mouth = face.height_of([7, 8, 9], 1.05)
    edge = mouth + rng.uniform(-0.15, 0.55)
    left, right, _ = face.extent((edge - 0.3, edge))
    rise, steps = rng.uniform(-0.1, 0.5), np.linspace(-1.5, 1.5, 31)
    phase, waves = rng.uniform(0, 6.3), rng.uniform(2, 6)
    centre, half = (left + right) / 2, (right - left) / 2
    upper = [(centre + half * t, edge - rise * t * t + 0.04 * np.sin(waves * t + phase)) for t in steps]
    shape = upper + [(centre + 2 * half, 4), (centre - 2 * half, 4)]
    return cover(picture, parts, draw_mask(face, [shape]), cloth(rng, face.size, rng.random(3) * rng.choice([0.4, 1])))


def hand(picture, parts, face, rng):
    """A palm with fingers from the edge of the face inwards, in the tone of the face or another person's."""
    skin = torch.from_numpy(face.parts == 1)
    tone = np.array([0.85, 0.62, 0.5]) * rng.uniform(0.25, 1.1)
    if skin.sum() > 20 and rng.random() < 0.7:
        tone = picture[:, skin].mean(1).numpy()
    tone = np.clip(tone * np.exp(rng.normal(0, 0.12)), 0, 1)
    side = rng.uniform(0, 2 * np.pi)
    palm = np.array([np.cos(side) * rng.uniform(0.7, 1.1), 0.5 + np.sin(side) * rng.uniform(0.9, 1.4)])
    towards = np.array([0, 0.5]) - palm + rng.normal(0, 0.25, 2)
    towards /= np.hypot(*towards)
    across = np.array([-towards[1], towards[0]])
    scale = rng.uniform(0.75, 1.1)
    lines = [
        ([tuple(palm - towards * 1.6 * scale), tuple(palm)], 0.62 * scale),
        ([tuple(palm - across * 0.12), tuple(palm + across * 0.12)], 0.75 * scale),
    ]
    spread, count = rng.uniform(0, 0.22), int(rng.integers(2, 5))
    for i in range(count):
        offset = i - (count - 1) / 2
        base = palm + across * offset * 0.21 * scale
        tip = base + (towards + across * offset * spread) * scale * rng.uniform(0.7, 0.95)
        lines.append(([tuple(base), tuple(tip)], 0.19 * scale))
    if rng.random() < 0.6:
        base = palm + across * 0.35 * scale
        lines.append(([tuple(base), tuple(base + (across * 0.8 + towards * 0.5) * 0.5 * scale)], 0.2 * scale))
    tinted = plain(tone).expand(3, face.size, face.size)
    for line in lines:
        mask = draw_mask(face, [], [], [line])
        soft = Image.fromarray((mask * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(face.unit() * 0.05))
        # Each finger is round: darker where it ends.
        round_tone = (tinted * (0.72 + 0.28 * torch.from_numpy(np.array(soft, np.float32) / 255)[None] ** 2)).clamp(0, 1)
        picture, parts = cover(picture, parts, mask, round_tone)
    return picture, parts


def patch(picture, parts, face, rng):
    """A rectangle of one tone anywhere."""
    size = face.size
    w, h = rng.integers(size // 13, size * 3 // 7, 2)
    x, y = rng.integers(-size // 13, size - size // 13, 2)
    mask = np.zeros((size, size), np.float32)
    mask[max(0, y) : max(0, y + h), max(0, x) : max(0, x + w)] = 1
    return cover(picture, parts, mask, plain(rng.random(3)))


# Each with how often it is drawn.
KINDS = ((glasses, 0.12), (hat, 0.07), (scarf, 0.04), (hand, 0.06), (patch, 0.06))


def occlude(picture, parts, rng, kinds=KINDS):
    """Draws none, one or several things before a face: picture [3, s, s] in 0..1 and labels [s, s], neither changed."""
    for draw, share in kinds:
        if rng.random() < share:
            face = Face(parts)
            if face.found or draw is patch:
                picture, parts = draw(picture, parts, face, rng)
    return picture.clamp(0, 1), parts
