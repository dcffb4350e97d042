"""Who stands in the photographs that weights were learned from; manifests name them, so that nobody is trained on and reported on."""

import os

COLLECTIONS = (
    "Face Research Lab London Set and Young Adult White Faces (DeBruine and Jones 2017, CC BY 4.0), "
    "portraits of members of the US Congress (public domain)"
)


def people(paths):
    """Ids of the people by collection, from paths such as london/004_neutral.jpg, canada/003f.jpg, portraits/A000007_0.jpg."""
    found = {}
    for path in paths:
        collection = os.path.basename(os.path.dirname(path))
        found.setdefault(collection, set()).add(os.path.basename(path).split(".")[0].split("_")[0])
    return {collection: sorted(ids) for collection, ids in found.items()}
