"""Measures what lies between photographs and renders in the eyes of the small recognition network, beside its teacher.

    python3 gap.py CHECKPOINT --faces DIR --renders DIR [DIR ...] [--count 128]

Photographs are those of the choosing pairs, renders the first ones of datasets that were not trained on. Prints, for photographs, for renders and across, the
mean cosine of different people by student and teacher and how well the two agree (correlation of these cosines), and the student's cosine with the teacher.
"""

import argparse
import json

import numpy as np
import torch
import torch.nn.functional as F

import data
from model import Recognizer
from pool import Teacher


def compare(a, b, same):
    """Cosines of all rows of a with those of b, but for pictures of the same person."""
    return (a @ b.T)[~same]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint")
    parser.add_argument("--faces", required=True)
    parser.add_argument("--renders", required=True, nargs="+")
    parser.add_argument("--count", type=int, default=128)
    options = parser.parse_args()
    torch.set_num_threads(1)
    model = Recognizer()
    model.load_state_dict(torch.load(options.checkpoint, map_location="cpu")["model"])
    model.eval()
    teacher = Teacher(options.faces)
    photos = np.array([data.align(*photo) for pair in data.choosing_pairs(options.faces) for photo in pair])
    sets = {"photographs": (photos, np.arange(len(photos)) // 2)}
    for folder in options.renders:
        stored = data.renders_of(folder, options.count)[0]
        sets[folder] = (stored, 10_000 + np.arange(len(stored)))
    seen = {}
    for name, (stored, person) in sets.items():
        with torch.no_grad():
            student = F.normalize(model(data.plain(stored))).numpy()
        seen[name] = (student, teacher.embed(stored), person)
        print(json.dumps({"pictures": name, "cosineWithTeacher": round(float((seen[name][0] * seen[name][1]).sum(1).mean()), 3)}), flush=True)
    names = list(seen)
    for i, one in enumerate(names):
        for other in names if i == 0 else [one]:
            (s1, t1, p1), (s2, t2, p2) = seen[one], seen[other]
            same = p1[:, None] == p2[None]
            student, taught = compare(s1, s2, same), compare(t1, t2, same)
            figures = {"student": student.mean(), "teacher": taught.mean(), "correlation": np.corrcoef(student, taught)[0, 1]}
            print(json.dumps({"between": [one, other], **{key: round(float(value), 3) for key, value in figures.items()}}), flush=True)


if __name__ == "__main__":
    main()
