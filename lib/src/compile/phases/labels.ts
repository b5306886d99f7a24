import type { PlannedStore } from "../plan.ts";

/** A store that a run keeps, and which step fills it. */
export interface KeptStore {
  readonly step: number;
  /** Whether it is the result, whose place stays what it is. */
  readonly result: boolean;
  readonly store: PlannedStore;
}

/**
 * Puts label images below the images that they belong to, as NGFF wants: into the store of images that is kept of the nearest step before
 * theirs, else behind it. All of them lie where the result lies when it is one of them. Labels without such images keep a store of
 * their own. The stores come back in their order.
 */
export function joinLabels(kept: readonly KeptStore[]): PlannedStore[] {
  const hosts = kept.map((one) => (one.store.labels === undefined ? undefined : hostOf(one, kept)));
  return kept.map((one, i) => {
    const host = hosts[i];
    const group = kept.filter((_, other) => (host ?? one) === kept[other] || hosts[other] === (host ?? one));
    const { path } = (group.find(({ result }) => result) ?? host ?? one).store;
    if (host) return { ...one.store, path, below: true };
    const labelNames = group.flatMap(({ store }) => store.labels ?? []).sort();
    return one.store.labels === undefined && labelNames.length > 0 ? { ...one.store, path, labelNames } : one.store;
  });
}

function hostOf(labels: KeptStore, kept: readonly KeptStore[]): KeptStore | undefined {
  const twice = kept.some((one) => one !== labels && one.store.labels === labels.store.labels);
  const fitting = twice ? [] : kept.filter(({ store }) => fits(labels.store, store));
  const before = fitting.filter(({ step }) => step <= labels.step);
  return (
    before.reduce<KeptStore | undefined>((last, one) => (last && last.step > one.step ? last : one), undefined) ??
    fitting[0]
  );
}

/** Whether there is an image for each label image, of the same planes and size. */
function fits(labels: PlannedStore, images: PlannedStore): boolean {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  return (
    images.labels === undefined &&
    images.backend === "zarr" &&
    labels.backend === "zarr" &&
    images.root === labels.root &&
    images.ngff === labels.ngff &&
    same(images.sites, labels.sites) &&
    same(images.shape, labels.shape) &&
    same(images.channels, labels.channels) &&
    labels.wells.every((well) => images.wells.includes(well))
  );
}
