import { build, type Plugin } from "esbuild";
import type { FlatText } from "./flat.ts";

/** A module that exists only as text. */
export interface VirtualModule {
  readonly text: string;
  /** Folder from which its imports are found, absolute. */
  readonly folder: string;
}

/** A program to be made flat. */
export interface ProgramText {
  /** Specifier of the module to begin with. */
  readonly entry: string;
  /** The text of a module, for those that do not lie on the disk as they were run. Given specifiers, or absolute paths. */
  readonly load?: (module: string) => VirtualModule | undefined;
}

/**
 * Puts a program into one text, without types: local files and packages stand in it, only `titer` and Node's own modules
 * are imported.
 *
 * @throws the bundler's failure, when something does not compile or has no text, such as native code.
 */
export async function bundleFlat({ entry, load = () => undefined }: ProgramText): Promise<FlatText> {
  const virtual: Plugin = {
    name: "virtual",
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^titer(\/|$)/ }, ({ path }) => ({ path, external: true }));
      onResolve({ filter: /.*/ }, ({ path }) => (load(path) ? { path, namespace: "virtual" } : undefined));
      onLoad({ filter: /.*/ }, ({ path }) => {
        const module = load(path);
        return module && { contents: module.text, loader: "ts", resolveDir: module.folder };
      });
    },
  };
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "node",
    target: "node20",
    charset: "utf8",
    logLevel: "silent",
    sourcemap: "inline",
    plugins: [virtual],
  });
  const [output] = result.outputFiles;
  return { text: output?.text ?? "", modules: Object.keys(result.metafile.inputs) };
}
