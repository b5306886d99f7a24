import {
  type Config,
  FijiStreamingConfig,
  type FijiStreamingFields,
  NapariStreamingConfig,
  type NapariStreamingFields,
  type WellFilterFields,
} from "../config/index.ts";
import { layerComponents, type PlannedStream } from "../stream/layers.ts";

/** Which wells a config's filter selects. */
type Select = (filter: Config<WellFilterFields>) => ReadonlySet<string>;

/** The viewers that a step streams to, from the streaming configs in the context around. */
export function stepStreams(select: Select): PlannedStream[] {
  const napari = new NapariStreamingConfig.Lazy();
  const fiji = new FijiStreamingConfig.Lazy();
  return [
    ...(napari.enabled ? [napariStream(napari, select)] : []),
    ...(fiji.enabled ? [fijiStream(fiji, select)] : []),
  ];
}

function napariStream(config: Config<NapariStreamingFields>, select: Select): PlannedStream {
  return {
    viewer: "napari",
    session: sessionName("napari", config),
    wells: [...select(config)],
    persistent: config.persistent,
    layers: layerComponents.filter((component) => config[`${component}Mode`] === "layer"),
    colormap: config.colormap,
    sizes: config.variableSizeHandling,
  };
}

function fijiStream(config: Config<FijiStreamingFields>, select: Select): PlannedStream {
  return {
    viewer: "fiji",
    session: sessionName("fiji", config),
    wells: [...select(config)],
    persistent: config.persistent,
    layers: layerComponents.filter((component) => config[`${component}Mode`] === "window"),
    colormap: config.lut,
    sizes: "separate_layers",
  };
}

function sessionName(viewer: string, { host, port }: { readonly host: string; readonly port: number }): string {
  return host === "localhost" ? `${viewer}:${port}` : `${viewer}:${host}:${port}`;
}
