import type { IDefaultFileBrowser } from "@jupyterlab/filebrowser";

/** Opens `.zarr` folders of the file browser on a double click; other folders are entered as ever. */
export function openFoldersOf(browser: IDefaultFileBrowser, open: (path: string) => void): void {
  const stores = () =>
    [...browser.selectedItems()].filter(({ type, name }) => type === "directory" && /\.zarr$/i.test(name));
  browser.node.addEventListener(
    "dblclick",
    (event) => {
      const item = event.target instanceof Element ? event.target.closest(".jp-DirListing-item") : null;
      const [store] = stores();
      if (item === null || store === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      open(store.path);
    },
    true,
  );
}
