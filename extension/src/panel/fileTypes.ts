import type { JupyterFrontEnd } from "@jupyterlab/application";
import { ABCWidgetFactory, type DocumentRegistry, DocumentWidget, TextModelFactory } from "@jupyterlab/docregistry";
import { Widget } from "@lumino/widgets";
import { titerIcon } from "./icon.ts";

const factoryName = "Titer";
const modelName = "titer-path";

/** Files that stand for a plate: what they are called, and how their names are told. */
const types: readonly { readonly name: string; readonly displayName: string; readonly pattern: string }[] = [
  { name: "titer-htd", displayName: "ImageXpress plate", pattern: "\\.[Hh][Tt][Dd]$" },
  { name: "titer-index", displayName: "Opera Phenix plate", pattern: "^Index(\\.idx|\\.ref|\\.flex)?\\.xml$" },
  { name: "titer-ome-tiff", displayName: "OME-TIFF", pattern: "\\.ome\\.tiff?$" },
];

/** A model of which only the path counts: these files may be large, and nobody edits them here. */
class PathModelFactory extends TextModelFactory {
  override get name(): string {
    return modelName;
  }

  override get fileFormat(): never {
    return null as never; // JupyterLab then fetches no content; the base class promises "text"
  }
}

/** Opens a plate in the panel and shows its details in place of a document. */
class PlateFactory extends ABCWidgetFactory<DocumentWidget, DocumentRegistry.IModel> {
  readonly #open: (path: string) => Promise<Widget>;

  constructor(open: (path: string) => Promise<Widget>) {
    super({
      name: factoryName,
      modelName,
      fileTypes: types.map(({ name }) => name),
      defaultFor: types.map(({ name }) => name),
      readOnly: true,
    });
    this.#open = open;
  }

  protected createNewWidget(context: DocumentRegistry.Context): DocumentWidget {
    const content = new Widget();
    content.addClass("titer-document");
    const widget = new DocumentWidget({ content, context });
    widget.title.icon = titerIcon;
    void this.#open(context.localPath).then((shown) => {
      if (widget.isDisposed) return shown.dispose();
      content.node.replaceChildren();
      Widget.attach(shown, content.node);
      content.disposed.connect(() => shown.dispose());
    });
    return widget;
  }
}

/**
 * Lets the file browser open plates.
 *
 * @param open - opens the plate of a file and gives what is shown of it
 */
export function addFileTypes({ docRegistry }: JupyterFrontEnd, open: (path: string) => Promise<Widget>): void {
  for (const type of types)
    docRegistry.addFileType({ ...type, extensions: [], mimeTypes: [], icon: titerIcon, fileFormat: "base64" });
  docRegistry.addModelFactory(new PathModelFactory() as unknown as DocumentRegistry.ModelFactory);
  // An optional property of its base class is declared otherwise than exactOptionalPropertyTypes wants it.
  docRegistry.addWidgetFactory(new PlateFactory(open) as DocumentRegistry.WidgetFactory);
}
