import {
  type Config,
  FijiStreamingConfig,
  type FijiStreamingFields,
  NapariStreamingConfig,
  type NapariStreamingFields,
  type StreamingFields,
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
    ...reach("napari", config),
    wells: [...select(config)],
    layers: layerComponents.filter((component) => config[`${component}Mode`] === "layer"),
    colormap: config.colormap,
    autoContrast: true,
    sizes: config.variableSizeHandling,
  };
}

function fijiStream(config: Config<FijiStreamingFields>, select: Select): PlannedStream {
  return {
    viewer: "fiji",
    ...reach("fiji", config),
    wells: [...select(config)],
    layers: layerComponents.filter((component) => config[`${component}Mode`] === "window"),
    dimensions: Object.fromEntries(
      layerComponents.flatMap((component) => {
        const mode = config[`${component}Mode`];
        return mode === "window" ? [] : [[component, mode] as const];
      }),
    ),
    colormap: config.lut,
    autoContrast: config.autoContrast,
    sizes: "separate_layers",
  };
}

/** What all viewers have: the session's name, how long it stays and how it is reached. */
function reach(viewer: string, config: Config<StreamingFields & { readonly port: number }>) {
  const { host, port, persistent, transportMode, replaceLayers } = config;
  const session = host === "localhost" ? `${viewer}:${port}` : `${viewer}:${host}:${port}`;
  return { session, persistent, listen: transportMode === "tcp" ? { host, port } : null, replace: replaceLayers };
}
