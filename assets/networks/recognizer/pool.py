"""Makes the pictures that the small recognition network is trained on, each with what the teacher says about it.

    python3 pool.py --faces DIR --renders DIR [DIR ...] --out DIR [--composites 24000]

Needs onnxruntime for the teacher (face-reidentification-retail-0095 in DIR/teachers of --faces). Writes images.u8 [n, 160, 160] and targets.f32 [n, 256],
photographs first, then renders, then composites, and pool.json; it grows at its end, and training may begin while composites are still being made.
"""

import argparse
import json
import os

import numpy as np
import onnxruntime

import data


class Teacher:
    """The teacher's embeddings of stored squares, of length 1."""

    def __init__(self, faces):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        name = "face-reidentification-retail-0095"
        self.session = onnxruntime.InferenceSession(os.path.join(faces, "teachers", name, name + ".onnx"), options, providers=["CPUExecutionProvider"])

    def embed(self, stored):
        """[n, 160, 160] -> [n, 256]."""
        rows = [self.session.run(None, {"t0": view[None]})[0].reshape(-1) for view in data.teacher_view(stored)]
        return unit(np.array(rows))

    def embed_mirrored(self, stored):
        """The same from the picture and its mirror image together."""
        return unit(self.embed(stored) + self.embed(np.ascontiguousarray(stored[:, :, ::-1])))


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faces", required=True)
    parser.add_argument("--renders", required=True, nargs="+")
    parser.add_argument("--out", required=True)
    parser.add_argument("--composites", type=int, default=24000)
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    teacher = Teacher(options.faces)
    split = data.people_of(options.faces)["choose"]
    about = {"people": {key: split[key] for key in ("london", "canada")}, "renders": [], "done": False}

    pairs = np.array([[data.align(*photo) for photo in pair] for pair in data.choosing_pairs(options.faces)])
    pair_targets = np.array([teacher.embed(pair) for pair in pairs])
    np.savez(os.path.join(options.out, "choosing.npz"), images=pairs, targets=pair_targets)

    images = open(os.path.join(options.out, "images.u8"), "wb")
    targets = open(os.path.join(options.out, "targets.f32"), "wb")

    def append(stored, embeddings):
        images.write(stored.tobytes())
        images.flush()
        targets.write(embeddings.astype("<f4").tobytes())
        targets.flush()

    def tell():
        with open(os.path.join(options.out, "pool.json"), "w", encoding="utf8") as file:
            json.dump(about, file)

    photos = np.array([data.align(*photo) for photo in data.training_photos(options.faces)])
    about["photographs"] = len(photos)
    for i in range(0, len(photos), 64):
        append(photos[i : i + 64], teacher.embed_mirrored(photos[i : i + 64]))
    renders = []
    for folder in options.renders:
        stored, manifest = data.renders_of(folder)
        renders.append(stored)
        about["renders"].append(manifest)
        for i in range(0, len(stored), 64):
            append(stored[i : i + 64], teacher.embed(stored[i : i + 64]))
        print(folder, len(stored), flush=True)
    renders = np.concatenate(renders)
    about["base"] = len(photos) + len(renders)
    tell()

    rng = np.random.default_rng(0)
    one = lambda pool: pool[rng.integers(len(pool))]
    for i in range(0, options.composites, 64):
        made = []
        for _ in range(64):
            kind = rng.random()
            first = one(renders if kind > 0.85 else photos)
            second = one(photos) if kind < 0.5 else one(renders) if kind < 0.7 or kind > 0.85 else None
            made.append(data.composite(first, second, rng))
        append(np.array(made), teacher.embed(np.array(made)))
    about["done"] = True
    tell()


if __name__ == "__main__":
    main()
