import { InputDialog } from "@jupyterlab/apputils";

/** Asks for a folder of the Jupyter server; null when the reader thought better of it. */
export async function askForFolder(before: string): Promise<string | null> {
  const { value } = await InputDialog.getText({
    title: "Save regions to a folder",
    label: "Folder of the Jupyter server, from its root; empty for the root itself",
    text: before,
    okLabel: "Save",
  });
  return value;
}
