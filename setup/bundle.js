/**
 * The command and the engine as a few files, in `lib/dist/fast`: loading some hundred modules costs a multiple of the work on a
 * small plate. `lib/bin/titer.js` takes them when they are newer than what was compiled; nothing else knows of them.
 */
import { readFileSync, rmSync } from "node:fs";
import { posix, relative, sep } from "node:path";
import { build } from "esbuild";
import { inRoot } from "./paths.js";

const dist = inRoot("lib", "dist");

/** Packages that find files beside their own: native code, threads, another program. */
const external = ["koffi", "piscina", "esbuild", "geotiff", "@hpcc-js/wasm-zstd"];

/** Packages in CommonJS load parts of Node by `require`. */
const banner = `import { createRequire as titerRequire } from "node:module"; const require = titerRequire(import.meta.url);`;

/** Programs of the engine, which others start by a URL beside their own file. */
const programs = ["main", "worker", "hubThread"];

export async function bundleCommand() {
  /** @type {{ exports: Record<string, string> }} */
  const { exports } = JSON.parse(readFileSync(inRoot("lib", "package.json"), "utf8"));
  // What pipelines import must be the very modules that the command uses.
  const modules = Object.values(exports).flatMap((path) => /^\.\/dist\/([^*]+)\.js$/.exec(path)?.[1] ?? []);
  const shared = ["cli/main", ...modules];
  rmSync(inRoot("lib", "dist", "fast"), { recursive: true, force: true });
  await pack(shared, { splitting: true }, shared);
  // Each program of the engine runs in a process or thread of its own: one file each loads fastest.
  for (const name of programs) await pack([`engine/${name}`], {}, shared);
  return true;
}

/** @param {readonly string[]} entries @param {import("esbuild").BuildOptions} options @param {readonly string[]} shared */
async function pack(entries, options, shared) {
  await build({
    entryPoints: entries.map((path) => ({ in: inRoot("lib", "dist", `${path}.js`), out: flat(path) })),
    outdir: inRoot("lib", "dist", "fast"),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    external,
    banner: { js: banner },
    minifyWhitespace: true,
    keepNames: true,
    logLevel: "error",
    plugins: [
      {
        name: "places",
        setup: ({ onLoad }) => onLoad({ filter: /[\\/]lib[\\/]dist[\\/].*\.js$/ }, ({ path }) => moved(path, shared)),
      },
    ],
    ...options,
  });
}

/** @param {string} path */
function flat(path) {
  return path.replaceAll("/", "-");
}

/** A module whose references to its own place hold in the bundle, where all files lie in one folder. @param {string} path @param {readonly string[]} entries */
function moved(path, entries) {
  const own = posix.join("..", relative(dist, path).split(sep).join("/"));
  const contents = readFileSync(path, "utf8")
    .replaceAll(/new URL\("\.\/(\w+)\.js", import\.meta\.url\)/g, (whole, name) =>
      programs.includes(name) ? `new URL("./engine-${name}.js", titerHere)` : whole,
    )
    .replaceAll(/import\.meta\.resolve\(/g, "titerResolve(")
    .replaceAll("import.meta.url", `new URL("${own}", titerHere).href`)
    .replaceAll("titerHere", "import.meta.url");
  const resolve = `const titerEntries = ${JSON.stringify(entries)};
const titerResolve = (name) => import.meta.resolve(name).replace(/\\/dist\\/(.+)\\.js$/, (whole, path) =>
  titerEntries.includes(path) ? "/dist/fast/" + path.replaceAll("/", "-") + ".js" : whole);\n`;
  const shebang = contents.startsWith("#!") ? contents.slice(contents.indexOf("\n") + 1) : contents;
  return {
    contents: contents.includes("titerResolve(") ? resolve + shebang : shebang,
    loader: /** @type {const} */ ("js"),
  };
}
