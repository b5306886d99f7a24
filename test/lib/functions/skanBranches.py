"""Makes test/fixtures/kernels/skan.json: what skan (0.13.1, not part of the test environment) measures on thinned masks.

usage: python test/lib/functions/skanBranches.py
"""
import json
import pathlib
import sys

import numpy as np
from skimage import filters, morphology

sys.path.insert(0, str(pathlib.Path(__file__).parent / "reference"))
import images
import skan


def measured(skeleton, spacing=(1.0, 1.0)):
    table = skan.summarize(skan.Skeleton(skeleton, spacing=spacing), separator="_")
    return {"count": len(table), "types": [int((table.branch_type == kind).sum()) for kind in range(4)], "total": float(table.branch_distance.sum()),
            "byType": [float(table.branch_distance[table.branch_type == kind].sum()) for kind in range(4)],
            "straight": float(table.euclidean_distance.sum())}


pool = images.make()
fibres = pool["fibres"] > filters.threshold_otsu(pool["fibres"])
found = {name: measured(morphology.thin(pool[name] != 0)) for name in ("mask", "noisymask")}
found["fibres"] = measured(morphology.thin(morphology.remove_small_objects(fibres, max_size=99)))
found["fibresSpaced"] = measured(morphology.thin(morphology.remove_small_objects(fibres, max_size=99)), (0.65, 0.325))
(images.fixtures / "skan.json").write_text(json.dumps(found, indent=1) + "\n")
