import { describe, expect, test } from "@jest/globals";
import { savedRois } from "#extension/views/roiFiles.js";
import { packRois, unpackRois } from "#lib/results/index.js";

const roi = { name: "cell", kind: "rectangle", x: [1, 5], y: [2, 9] } as const;
const bytes = new Uint8Array(Buffer.concat(packRois("a.roi.zip", [roi])));

/** A contents manager that keeps what is saved, and a reader who answers with a folder. */
function server(answer: string | null) {
  const saved = new Map<string, { readonly format?: unknown; readonly content?: unknown }>();
  const save = async (path: string, model: { readonly format?: unknown; readonly content?: unknown } = {}) => {
    saved.set(path, model);
    return model;
  };
  const asked: string[] = [];
  const files = savedRois({ save } as never, async (before) => {
    asked.push(before);
    return answer;
  });
  return { saved, asked, files };
}

describe("regions saved into a folder of the Jupyter server", () => {
  test("are an archive with the same regions", async () => {
    const { saved, files } = server("/plates/rois/");
    expect(await files.save("A01.roi.zip", bytes)).toBe("Saved as plates/rois/A01.roi.zip.");
    const { format, content } = saved.get("plates/rois/A01.roi.zip")!;
    expect(format).toBe("base64");
    expect(await unpackRois(new Uint8Array(Buffer.from(String(content), "base64")))).toEqual([roi]);
  });

  test("go to the folder that was chosen before, which is offered again", async () => {
    const { saved, asked, files } = server("rois");
    await files.save("A01.roi.zip", bytes);
    await files.save("A02.roi.zip", bytes);
    expect([...saved.keys()]).toEqual(["rois/A01.roi.zip", "rois/A02.roi.zip"]);
    expect(asked).toEqual(["", "rois"]);
  });

  test("are not saved when the reader thinks better of it", async () => {
    const { saved, files } = server(null);
    expect(await files.save("A01.roi.zip", bytes)).toBe("");
    expect(saved.size).toBe(0);
  });
});
