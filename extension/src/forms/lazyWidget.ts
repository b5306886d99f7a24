import { PanelLayout, Widget } from "@lumino/widgets";

/** A widget whose content is loaded when it is first seen. */
export class LazyWidget<W extends Widget> extends Widget {
  readonly #make: () => Promise<W>;
  #loading: Promise<W> | null = null;
  #content: W | null = null;

  constructor(make: () => Promise<W>) {
    super();
    this.#make = make;
    this.layout = new PanelLayout();
  }

  /** The content, once it was loaded. */
  get content(): W | null {
    return this.#content;
  }

  /** Loads the content, or gives it when it is there. */
  load(): Promise<W> {
    this.#loading ??= this.#make().then((content) => {
      this.#content = content;
      if (this.isDisposed) content.dispose();
      else (this.layout as PanelLayout).addWidget(content); // which it was given above
      return content;
    });
    return this.#loading;
  }

  protected override onAfterShow(): void {
    void this.load();
  }
}
