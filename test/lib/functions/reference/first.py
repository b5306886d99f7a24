"""The first functions: Gaussian that keeps the dtype, top-hat, percentiles, projections. More of them in references.test.ts."""
import numpy as np
from scipy import ndimage as ndi
from skimage import filters, measure, morphology

from case import rounded, same
from images import edges, grey

same("gaussianBlur", lambda im, sigma: rounded(ndi.gaussian_filter(im.astype(float), sigma), im.dtype), sigma=2.5, absolute=1)
same("tophat", lambda im, selem_radius: morphology.white_tophat(im, morphology.disk(selem_radius)), ["real16", "real8", "noise16", *edges], selemRadius=6)


def stretched(im, low, high):
    if high <= low:
        return np.zeros(im.shape, np.uint16)
    return ((np.clip(im.astype(float), low, high) - low) * 65535 / (high - low)).astype(np.uint16)


same("percentileNormalize", lambda im: stretched(im, *np.percentile(im, (1, 99))))
same("stackPercentileNormalize", lambda im: stretched(im, *np.percentile(im, (1, 99))), ["reals", "noises"])
same("maxProjection", lambda im: im.max(0), ["reals", "noises"])
same("meanProjection", lambda im: im.mean(0).astype(im.dtype), ["reals", "noises"])
same("createProjection", lambda im, method: im.min(0), ["reals", "noises"], method="min")


def counted(im):
    smooth = rounded(ndi.gaussian_filter(im.astype(float), 1), im.dtype)
    limit = filters.threshold_otsu(smooth)
    regions = [r for r in measure.regionprops(measure.label(smooth > limit), im) if 10 <= r.area <= 1000 and min(r.bbox[:2]) > 0 and r.bbox[2] < im.shape[0] and r.bbox[3] < im.shape[1]]
    return {"stack": [im], "tables": {"counts": {"cellCount": [len(regions)], "threshold": [limit]},
                                      "cells": {"area": [r.area for r in regions], "y": [r.centroid[0] for r in regions]}}}


same("countCellsSingleChannel", counted, ["real16", "spots"], absolute=1e-9)
