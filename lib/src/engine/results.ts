import type { Plan } from "../compile/plan.ts";
import { openStore } from "../files/disk/storeReader.ts";
import { PlanePool } from "../image/pool.ts";
import { chosen, chosenChannel, type PlaneChoice } from "./choose.ts";
import { storeFolder } from "./output.ts";
import { PlaneImage } from "./planeImage.ts";

/** An image of a run's store, with a title that says what it is. */
export function resultImage(plan: Plan, choice: PlaneChoice): PlaneImage {
  const { store } = plan.output;
  const { name } = plan.plate;
  const well = chosen("well", choice.well, store.wells, name);
  const site = chosen("site", choice.site, store.sites, name);
  const channel = chosenChannel(choice.channel, store.channels, name);
  const z = chosen("z", choice.z, upTo(store.shape.z), name);
  const timepoint = chosen("timepoint", choice.timepoint, upTo(store.shape.t), name);
  const index = [timepoint - 1, store.channels.findIndex(({ id }) => id === channel), z - 1] as const;
  const reader = openStore(storeFolder(plan.output));
  const plane = reader.read(well, site, index, new PlanePool(Number.POSITIVE_INFINITY));
  const { name: channelName } = store.channels[index[1]]!;
  return new PlaneImage(
    plane,
    `Result: ${name}, well ${well}, site ${site}, ${channelName}${store.shape.z > 1 ? `, z ${z}` : ""}`,
  );
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
