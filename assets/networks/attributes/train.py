"""Learns what an embedding says of a face as a whole: logistic regression on photographs -> the probability of an attribute.

    train.py --photographs DIR --faces DIR --out DIR [--ridge 0.3] [--folds 10]

`--photographs` is the folder into which assets/networks/translator/features.ts wrote the embeddings of the choosing split's photographs. Their people's
gender, and for the London set the ancestry that they told, stand in the tables beside the photographs. Each attribute names the parameter of a head
that it tells about, and the values of it that are expected where the attribute is absent and where it is there.
Figures are of cross-validation over people: nobody is in training and test at once.
"""
import argparse
import csv
import json
import os
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from network_file import write_network  # noqa: E402
from photographs import COLLECTIONS, people as people_of  # noqa: E402

EMBEDDING = 128
# name, parameter, its expected value without and with the attribute. The African slider's lower half only takes away what the mean of people has of it
ATTRIBUTES = (("masculine", "macro.gender", 0.05, 0.95), ("african", "macro.african", 0.45, 0.9))


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photographs", required=True)
    parser.add_argument("--faces", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--ridge", type=float, default=0.3)
    parser.add_argument("--folds", type=int, default=10)
    return parser.parse_args()


def facts(faces):
    """Gender and ancestry by collection and file name; ancestry is unknown of portraits."""
    known = {}
    for collection, column in (("london", None), ("canada", "file"), ("portraits", "file")):
        table = os.path.join(faces, collection, "manifest.csv" if collection == "portraits" else "people.csv")
        with open(table, encoding="utf8") as file:
            for row in csv.DictReader(file):
                ancestry = row.get("ethnicity", "white") if collection != "portraits" else None
                for name in [row[column]] if column else [row["neutral"], row["smiling"]]:
                    known[collection, name] = (row["gender"][0].upper(), ancestry, row["id"])
    return known


def fit(embeddings, there, ridge):
    """Logistic regression by Newton's method, both classes weighing the same; returns weights and, last, the bias."""
    features = np.concatenate([embeddings, np.ones((len(embeddings), 1))], 1)
    weight = np.where(there, 0.5 / there.mean(), 0.5 / (1 - there.mean()))
    penalty = np.append(np.full(embeddings.shape[1], ridge), 1e-6)
    found = np.zeros(features.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-features @ found))
        curve = weight * chance * (1 - chance) + 1e-6
        slope = features.T @ (weight * (chance - there)) + penalty * found
        found -= np.linalg.solve((features * curve[:, None]).T @ features + np.diag(penalty), slope)
    return found


def main():
    options = parse()
    with open(os.path.join(options.photographs, "photographs.json"), encoding="utf8") as file:
        listed = json.load(file)
    rows = np.fromfile(os.path.join(options.photographs, "photographs.f32"), "<f4").reshape(-1, listed["length"])
    embeddings = rows[:, -EMBEDDING:].astype(np.float64)
    known = facts(options.faces)
    people = [known[os.path.basename(os.path.dirname(path)), os.path.basename(path)] for path in listed["paths"]]
    columns, figures = [], {}
    for name, _, _, _ in ATTRIBUTES:
        used = np.array([name == "masculine" or ancestry is not None for _, ancestry, _ in people])
        there = np.array([gender == "M" if name == "masculine" else ancestry == "black" for gender, ancestry, _ in people])[used]
        who = np.array([person for _, _, person in people])[used]
        order = np.random.default_rng(0).permutation(np.unique(who))
        score = np.zeros(len(there))
        for fold in np.array_split(order, options.folds):
            out = np.isin(who, fold)
            weights = fit(embeddings[used][~out], there[~out], options.ridge)
            score[out] = embeddings[used][out] @ weights[:-1] + weights[-1]
        figures[name] = {
            "photographs": int(len(there)),
            "withIt": int(there.sum()),
            "right": round(float(((score > 0) == there).mean()), 4),
            "rightWithIt": round(float((score[there] > 0).mean()), 4),
            "rightWithout": round(float((score[~there] < 0).mean()), 4),
        }
        columns.append(fit(embeddings[used], there, options.ridge))
    print(json.dumps(figures))
    columns = np.stack(columns, 1).astype(np.float32)
    os.makedirs(options.out, exist_ok=True)
    write_network(
        options.out,
        [("weight", columns[:-1]), ("bias", columns[-1])],
        {
            "name": "attributes",
            "architecture": {
                "type": "attributes",
                "inputs": EMBEDDING,
                "recognizer": "face-api",
                "attributes": [{"name": name, "parameter": parameter, "without": low, "with": high} for name, parameter, low, high in ATTRIBUTES],
            },
            "input": {"embedding": "of a photograph, length 1"},
            "licence": "MIT",
            "provenance": {
                "photographs": "those of the choosing split; see assets/networks/translator/features.ts",
                "collections": COLLECTIONS,
                "people": people_of(listed["paths"]),
                "recipe": f"assets/networks/attributes/train.py --ridge {options.ridge:g}",
                "evaluation": "npm run evaluate -- likeness --methods default",
                "crossValidated": figures,
            },
        },
    )


if __name__ == "__main__":
    main()
