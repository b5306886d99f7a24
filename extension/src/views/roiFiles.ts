import type { Contents } from "@jupyterlab/services";
import { saveFile } from "../results/download.ts";
import type { RoiFiles } from "../viewer/rois/roiPanel.ts";

/** Lets the browser save archives of regions. */
export const downloadedRois: RoiFiles = {
  saveLabel: "Download",
  saveTitle: "Save the regions of this plane as an ImageJ ROI archive, by the browser",
  save: async (name, bytes) => {
    saveFile(name, "application/zip", bytes as Uint8Array<ArrayBuffer>);
    return `${name} downloaded.`;
  },
};

/**
 * Saves archives of regions into a folder of the Jupyter server, which must be there.
 *
 * @param ask - for the folder, with the one that was chosen before; null when the reader thought better of it
 */
export function savedRois(contents: Contents.IManager, ask: (before: string) => Promise<string | null>): RoiFiles {
  let folder = "";
  return {
    saveLabel: "Save to folder\u2026",
    saveTitle: "Save the regions of this plane as an ImageJ ROI archive into a folder of the Jupyter server",
    save: async (name, bytes) => {
      const chosen = await ask(folder);
      if (chosen === null) return "";
      folder = chosen.replace(/^\/+|\/+$/g, "");
      const path = folder === "" ? name : `${folder}/${name}`;
      await contents.save(path, { type: "file", format: "base64", content: base64(bytes) });
      return `Saved as ${path}.`;
    },
  };
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(parts.join(""));
}
