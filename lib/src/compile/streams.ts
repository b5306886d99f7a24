import {
  type Config,
  FijiStreamingConfig,
  type FijiStreamingFields,
  NapariStreamingConfig,
  type NapariStreamingFields,
  type StreamingFields,
  type WellFilterFields,
} from "../config/index.ts";
import type { Problem } from "../pipeline/problem.ts";
import { layerComponents, type PlannedStream } from "../stream/layers.ts";

/** Which wells a config's filter selects. */
type Select = (filter: Config<WellFilterFields>) => ReadonlySet<string>;

/** The viewers that a step streams to, from the streaming configs in the context around. */
export function stepStreams(step: string, select: Select, problems: Problem[]): PlannedStream[] {
  const napari = new NapariStreamingConfig.Lazy();
  const fiji = new FijiStreamingConfig.Lazy();
  if (napari.enabled) checkReach(step, "NapariStreamingConfig", napari, problems);
  if (fiji.enabled) checkReach(step, "FijiStreamingConfig", fiji, problems);
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

function checkReach(
  step: string,
  config: string,
  { host, transportMode }: Config<StreamingFields>,
  problems: Problem[],
): void {
  if (host === "localhost" || transportMode === "tcp") return;
  problems.push({
    code: "VIEWER_UNREACHABLE",
    step,
    field: `${config}.transportMode`,
    message: `the viewer on ${host} can't be reached by "${transportMode}", which ends at this machine`,
    hint: 'Set transportMode to "tcp", or leave host out: a browser of another machine reaches the session through its Jupyter server.',
    value: transportMode,
    allowed: ["tcp"],
  });
}

/** What all viewers have: the session's name, how long it stays and how it is reached. */
function reach(viewer: string, config: Config<StreamingFields & { readonly port: number }>) {
  const { host, port, persistent, transportMode, replaceLayers } = config;
  const session = host === "localhost" ? `${viewer}:${port}` : `${viewer}:${host}:${port}`;
  return { session, persistent, listen: transportMode === "tcp" ? { host, port } : null, replace: replaceLayers };
}
