import { createRequire } from "node:module";
import type { Content } from "./message.ts";

const version = (createRequire(import.meta.url)("../../package.json") as { version: string }).version;

/** Content of `kernel_info_reply`. */
export const kernelInfo: Content = {
  status: "ok",
  protocol_version: "5.4",
  implementation: "titer",
  implementation_version: version,
  language_info: {
    name: "typescript",
    version: "6.0",
    mimetype: "text/x-typescript",
    file_extension: ".ts",
    pygments_lexer: "typescript",
    codemirror_mode: { name: "javascript", typescript: true, mode: "typescript" },
    nbconvert_exporter: "script",
  },
  banner: `Titer ${version}: TypeScript for high-content screening (Node ${process.versions.node})`,
  debugger: true,
  supported_features: ["iopub_welcome", "debugger", "kernel subshells"],
  help_links: [],
};
