"""Trains the small recognition network and writes its weight file.

    python3 train.py --pool DIR --out DIR [--minutes 55] [--resume]

DIR of --pool is made by pool.py, which may still be adding composites. The network learns the teacher's embedding of the clean picture from a spoilt one, and
the cosines between the pictures of a batch. Every figure here is of the choosing pairs, which are not trained on.
"""

import argparse
import json
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

import data
from model import CONFIG, Recognizer

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from network_file import write_network

# Shares of photographs and of renders in a batch; the rest are composites, once there are enough.
PHOTOS, RENDERS = 0.35, 0.2
ENOUGH = 2000


class Pool:
    """The pictures of pool.py and the teacher's embeddings."""

    def __init__(self, folder):
        with open(os.path.join(folder, "pool.json"), encoding="utf8") as file:
            self.about = json.load(file)
        self.folder = folder
        self.photos, self.base = self.about["photographs"], self.about["base"]
        self.refresh()

    def refresh(self):
        """Looks how many composites there are by now."""
        targets = np.fromfile(os.path.join(self.folder, "targets.f32"), "<f4")
        images = np.memmap(os.path.join(self.folder, "images.u8"), np.uint8, "r")
        self.count = min(targets.size // 256, images.size // data.STORED**2)
        self.targets = targets[: self.count * 256].reshape(-1, 256)
        self.images = images[: self.count * data.STORED**2].reshape(-1, data.STORED, data.STORED)

    def batch(self, rng, size):
        """Spoilt pictures [n, 1, 128, 128] and embeddings [n, 256]."""
        made = self.count - self.base
        share = 1 - PHOTOS - RENDERS if made > ENOUGH else 0
        chance = rng.random(size)
        low = np.where(chance < share, self.base, np.where(chance < share + (1 - share) * PHOTOS / (PHOTOS + RENDERS), 0, self.photos))
        high = np.where(low == 0, self.photos, np.where(low == self.photos, self.base, self.count))
        chosen = rng.integers(low, high)
        pictures = data.jitter(np.stack([self.images[i] for i in chosen]), rng)
        return torch.stack([data.spoil(picture, rng) for picture in pictures]), torch.from_numpy(self.targets[chosen])


def loss_of(rows, targets):
    """One minus the cosine with the teacher's embedding, and squared differences of the cosines inside the batch."""
    rows = F.normalize(rows)
    others = 1 - torch.eye(len(rows))
    relations = (((rows @ rows.T - targets @ targets.T) * others) ** 2).sum() / others.sum()
    return (1 - (rows * targets).sum(1)).mean() + 4 * relations


def verification(model, choosing):
    """What the network says of the choosing pairs: share accepted where 1 % of the strangers are, means of the cosines, and its cosine with the teacher."""
    training = model.training
    model.eval()
    people = len(choosing["images"])
    with torch.no_grad():
        rows = F.normalize(model(data.plain(choosing["images"].reshape(-1, data.STORED, data.STORED)))).numpy()
    model.train(training)
    scores = rows @ rows.T
    person = np.arange(2 * people) // 2
    lower = np.tril_indices(2 * people, -1)
    same = (person[:, None] == person[None])[lower]
    genuine, impostor = scores[lower][same], np.sort(scores[lower][~same])[::-1]
    figures = {
        "tarAtFar1": (genuine > impostor[int(0.01 * len(impostor))]).mean(),
        "tarAtFar01": (genuine > impostor[int(0.001 * len(impostor))]).mean(),
        "auc": (genuine[:, None] > impostor[None]).mean(),
        "meanGenuine": genuine.mean(),
        "meanImpostor": impostor.mean(),
        "cosineWithTeacher": (rows * choosing["targets"].reshape(-1, 256)).sum(1).mean(),
    }
    return {key: round(float(value), 4) for key, value in figures.items()}


def export(model, out, pool, state, choosing):
    measured = verification(model, choosing)
    manifest = {
        "name": "recognizer-small",
        "architecture": CONFIG,
        "input": {"size": data.SIZE, "channels": "grey", "range": [0, 1], "frame": "photo-booth", "crop": list(data.CROP)},
        "impostorCosine": measured["meanImpostor"],
        "licence": "MIT",
        "provenance": {
            "recipe": "pool.py, then train.py beside this file",
            "evaluation": "npm run evaluate -- recognition",
            "teacher": "face-reidentification-retail-0095 (Open Model Zoo, Apache-2.0), by its embeddings of grey pictures alone",
            "photographs": {
                "count": pool.photos,
                "portraits": "members of the US Congress: GPO (public domain) and Biographical Directory (mostly public domain); nobody of the reporting split, of its gallery, or of the choosing pairs",
                "people": pool.about["people"],
                "faces": "choosing people of the Face Research Lab London Set and of Young Adult White Faces (DeBruine and Jones 2017, CC BY 4.0)",
            },
            "renders": pool.about["renders"],
            "composites": pool.count - pool.base,
            "steps": state["steps"],
            "minutes": round(state["seconds"] / 60, 1),
            "measured": {"choosingPairs": measured},
        },
    }
    write_network(out, model.tensors(), manifest)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pool", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--minutes", type=float, default=55)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    torch.manual_seed(0)
    torch.set_num_threads(1)
    rng = np.random.default_rng(int(time.time()) if options.resume else 0)
    pool = Pool(options.pool)
    choosing = np.load(os.path.join(options.pool, "choosing.npz"))
    model = Recognizer().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(model.parameters(), options.rate, weight_decay=1e-2)
    state = {"seconds": 0.0, "steps": 0}
    checkpoint = os.path.join(options.out, "checkpoint.pt")
    if options.resume and os.path.exists(checkpoint):
        saved = torch.load(checkpoint)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        state = saved["state"]

    budget = options.minutes * 60
    last = saved_at = time.time()
    running = None
    while state["seconds"] < budget:
        share = state["seconds"] / budget
        for group in optimiser.param_groups:
            group["lr"] = options.rate * min(1, (state["steps"] + 1) / 200) * (0.5 + 0.5 * np.cos(np.pi * share)) + 1e-6
        pictures, targets = pool.batch(rng, options.batch)
        loss = loss_of(model(pictures.to(memory_format=torch.channels_last)), targets)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
        state["steps"] += 1
        now = time.time()
        state["seconds"] += now - last
        last = now
        if state["steps"] % 100 == 0:
            pool.refresh()
            print(f"step {state['steps']}  {state['seconds'] / 60:.1f} min  loss {running:.4f}  pictures {pool.count}", flush=True)
        if now - saved_at > 150:
            saved_at = now
            torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "state": state}, checkpoint)
            print(json.dumps(verification(model, choosing)), flush=True)
            last = time.time()

    torch.save({"model": model.state_dict(), "optimiser": optimiser.state_dict(), "state": state}, checkpoint)
    model.eval()
    print(json.dumps(verification(model, choosing)), flush=True)
    export(model, options.out, pool, state, choosing)


if __name__ == "__main__":
    main()
