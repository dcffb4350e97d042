"""Labels of eyes and lips on portraits, from the face-mesh teacher's points.

    python3 pseudo.py places --faces DIR --out places.json
    npx tsx mesh.ts --faces DIR --places places.json --out mesh.json
    python3 pseudo.py check --faces DIR --mesh mesh.json

`places` lists colour portraits of people who are not reported on, and the studio photographs of the choosing people; `check` compares the teacher's lips and
eyes with the latter's contours. `load` is what train.py uses. Pixels near a boundary, and what is not near eyes and lips, stay unknown.
"""

import argparse
import csv
import json
import os

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

import data

# The order of the teacher's contour points: lower edge from corner to corner, then upper edge without the corners.
EYE = list(range(0, 9)) + list(range(15, 8, -1))
OUTER = list(range(0, 11)) + list(range(19, 10, -1))
INNER = list(range(20, 31)) + list(range(39, 30, -1))
UPPER = [0] + list(range(11, 20)) + [10, 30] + list(range(39, 30, -1)) + [20]
LOWER = list(range(0, 11)) + list(range(30, 19, -1))
# Pictures with fewer pixels between the eyes, and answers that the teacher is less sure of, are left out.
LEAST_DISTANCE = 34
LEAST_FLAG = 0.9
# Men of whom a portrait is taken; of women all are.
MEN = 150
# Width in pixels of the frame of the band along boundaries in which the teacher is not believed, and of the ring of skin around it: without a ring
# nothing says where eyes and lips end, and they grow.
BAND, RING = 6, 7


def people_places(faces):
    """Portraits to train on, and the choosing people's studio photographs to check with, as mesh.ts reads them."""
    with open(os.path.join(faces, "split.json"), encoding="utf8") as file:
        split = json.load(file)
    reported = set(split["report"]["pairs"]) | set(split["report"]["gallery"])
    with open(os.path.join(faces, "portraits", "manifest.csv"), encoding="utf8") as file:
        rows = [row for row in csv.DictReader(file) if row["id"] not in reported and row["gray"] == "0" and float(row["interocular_px"]) >= LEAST_DISTANCE]
    women = [row for row in rows if row["gender"] == "F"]
    men = [row for row in rows if row["gender"] != "F"]
    chosen = women + [men[i] for i in sorted(np.random.default_rng(0).permutation(len(men))[:MEN])]
    places = []
    for row in chosen:
        at = {key: float(value) for key, value in row.items() if key.endswith(("_x", "_y"))}
        mouth = [(at["mouth_right_" + axis] + at["mouth_left_" + axis]) / 2 for axis in "xy"]
        eyes = [[at["right_eye_x"], at["right_eye_y"]], [at["left_eye_x"], at["left_eye_y"]]]
        places.append({"path": "portraits/" + row["file"], "eyes": eyes, "mouth": mouth})
    for folder, ids, suffix in (("london", split["choose"]["london"], "_neutral"), ("canada", split["choose"]["canada"], "")):
        for person in ids:
            with open(os.path.join(faces, folder, person + suffix + ".json"), encoding="utf8") as file:
                points = np.array(json.load(file)["points"])
            places.append({"path": f"{folder}/{person}{suffix}.jpg", "eyes": points[:2].tolist(), "mouth": points[[87, 93]].mean(0).tolist()})
    return places


def draw(found, width, height):
    """Eyes, lips and inner mouth; 0 elsewhere. Drawn at twice the size, for the edges."""
    canvas = Image.new("L", (width * 2, height * 2), 0)
    pen = ImageDraw.Draw(canvas)
    polygons = ((5, "leftEye", EYE), (4, "rightEye", EYE), (7, "lips", UPPER), (9, "lips", LOWER), (8, "lips", INNER))
    for label, key, ids in polygons:
        pen.polygon([(2 * found[key][i][0], 2 * found[key][i][1]) for i in ids], fill=label)
    return np.array(canvas.resize((width, height), Image.NEAREST))


def believed(parts, band, ring):
    """Labels away from every boundary, with skin around them; the rest is unknown."""
    picture, drawn = Image.fromarray(parts.astype(np.uint8)), Image.fromarray((parts > 0).astype(np.uint8))
    same = np.array(picture.filter(ImageFilter.MaxFilter(band))) == np.array(picture.filter(ImageFilter.MinFilter(band)))
    near = (np.array(drawn.filter(ImageFilter.MaxFilter(ring))) > 0) & (np.array(drawn.filter(ImageFilter.MaxFilter(band))) == 0)
    return np.where(near, 1, np.where(same & (parts > 0), parts, data.IGNORE)).astype(np.uint8)


def load(faces, mesh):
    """Portraits as (image uint8 [3, 512, 512], labels [512, 512]) in the photo-booth frame, and their paths. A picture goes on with its edge pixels."""
    loaded, paths = [], []
    with open(mesh, encoding="utf8") as file:
        answers = json.load(file)
    for found in answers:
        if not found["path"].startswith("portraits/") or found["flag"] < LEAST_FLAG:
            continue
        image = np.array(Image.open(os.path.join(faces, found["path"])).convert("RGB"))
        (height, width), margin = image.shape[:2], max(image.shape)
        matrix = data.similarity_from_pupils(*found["eyes"])
        scale = np.hypot(matrix[0, 0], matrix[1, 0])
        band, ring = (2 * max(1, round(side / scale / 2)) + 1 for side in (BAND, BAND + 2 * RING))
        parts = believed(draw(found, width, height), band, ring)
        wide = np.pad(image, ((margin, margin), (margin, margin), (0, 0)), "edge")
        labels = np.pad(parts, margin, constant_values=data.IGNORE)
        matrix[:, 2] -= matrix[:, :2] @ [margin, margin]
        loaded.append(data.to_frame(wide, labels, matrix))
        paths.append(found["path"])
    return loaded, paths


def check(faces, mesh):
    """Dice of the teacher's eyes and lips with the contours of the choosing people's photographs."""
    with open(mesh, encoding="utf8") as file:
        answers = [found for found in json.load(file) if not found["path"].startswith("portraits/")]
    groups = {"eyes": (4, 5), "lips": (7, 9), "mouth": (7, 8, 9)}
    sums = {name: [0, 0] for name in groups}
    for found in answers:
        with open(os.path.join(faces, found["path"].replace(".jpg", ".json")), encoding="utf8") as file:
            meta = json.load(file)
        image = np.array(Image.open(os.path.join(faces, found["path"])).convert("RGB"))
        truth = data.rasterise(np.array(meta["points"], float), meta["width"], meta["height"], image)
        guess = draw(found, meta["width"], meta["height"])
        for name, ids in groups.items():
            a, b = np.isin(truth, ids), np.isin(guess, ids)
            sums[name][0] += 2 * (a & b).sum()
            sums[name][1] += a.sum() + b.sum()
    print(len(answers), "photographs", {name: round(float(o / t), 3) for name, (o, t) in sums.items()})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["places", "check"])
    parser.add_argument("--faces", required=True)
    parser.add_argument("--mesh")
    parser.add_argument("--out")
    options = parser.parse_args()
    if options.what == "check":
        check(options.faces, options.mesh)
    else:
        with open(options.out, "w", encoding="utf8") as file:
            json.dump(people_places(options.faces), file)


if __name__ == "__main__":
    main()
