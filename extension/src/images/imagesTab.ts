import { Widget } from "@lumino/widgets";
import { messageOf } from "titer/errors";
import type { EngineFacts, FileAnswer, FileQuestion, PlateFacts } from "titer/protocol";
import type { PlaneAddress } from "titer/stream";
import type { ITiterLink } from "../comm/link.ts";
import { button, element, setText } from "../viewer/dom.ts";
import { ChoiceList } from "./choiceList.ts";

/** What a tab of images does with one. */
export interface ImageActions {
  /** Opens a viewer as a tab. */
  readonly view: (image: Omit<PlaneAddress, "level">) => Promise<unknown>;
  /** Shows it in a viewer session. */
  readonly send: (session: string, image: PlaneAddress) => Promise<void>;
}

type ImageFile = FileAnswer["files"][number];

const pageSize = 200;

/** The images of a plate or store by component, each to be sent to a viewer. */
export class ImagesTab extends Widget {
  readonly #link: ITiterLink;
  readonly #path: string;
  readonly #actions: ImageActions;
  readonly #title = element("h2", {}, "Images");
  readonly #words = element("input", {
    type: "search",
    placeholder: "Part of the path",
    "aria-label": "Part of the path",
  });
  readonly #filters = element("div", { class: "titer-filters" });
  readonly #target = element("select", {}, element("option", { value: "" }, "a new tab"));
  readonly #note = element("p", { role: "status" });
  readonly #body = element("tbody");
  readonly #more: HTMLButtonElement;
  #lists: Readonly<Record<"wells" | "sites" | "channels" | "zPlanes" | "timepoints", ChoiceList>> | undefined;
  #facts: PlateFacts | undefined;
  #shown = 0;
  #asked = 0;

  /** @param well - the well to begin with; default: all */
  constructor(link: ITiterLink, path: string, well: string | undefined, actions: ImageActions) {
    super();
    this.#link = link;
    this.#path = path;
    this.#actions = actions;
    this.addClass("titer-images");
    this.addClass("titer-scroll");
    this.#more = button("Show more", "Show more images", () => void this.#load(false));
    this.#words.addEventListener("input", () => void this.#load(true));
    const heads = ["Well", "Site", "Channel", "z", "Time", "File", ""].map((text) =>
      element("th", { scope: "col" }, text),
    );
    const table = element(
      "table",
      { class: "titer-table" },
      element("thead", {}, element("tr", {}, ...heads)),
      this.#body,
    );
    const target = element("label", { class: "titer-images-target" }, "View in ", this.#target);
    link.told.connect((_, event) => {
      if (event.name === "engine.changed") this.#offer(event.value);
    }, this);
    this.node.append(this.#title, this.#words, target, this.#filters, this.#note, table, this.#more);
    void this.#open(well);
  }

  async #open(well: string | undefined): Promise<void> {
    try {
      const facts = await this.#link.ask("plate.open", { path: this.#path });
      this.#facts = facts;
      setText(this.#title, `Images of ${facts.name} (${facts.format})`);
      const changed = () => void this.#load(true);
      const plain = (values: readonly number[]) =>
        values.map((value) => ({ value: String(value), label: String(value) }));
      this.#lists = {
        wells: new ChoiceList(
          "Wells",
          facts.wells.map(({ well: name }) => ({ value: name, label: name })),
          changed,
        ),
        sites: new ChoiceList("Sites", plain(facts.sites), changed),
        channels: new ChoiceList(
          "Channels",
          facts.channels.map(({ id, name }) => ({ value: String(id), label: `${id} ${name}` })),
          changed,
        ),
        zPlanes: new ChoiceList("z", plain(facts.zPlanes), changed),
        timepoints: new ChoiceList("Time", plain(facts.timepoints), changed),
      };
      if (well !== undefined) this.#lists.wells.choose([well]);
      this.#filters.replaceChildren(...Object.values(this.#lists).map(({ node }) => node));
      await this.#load(true);
      this.#offer(await this.#link.ask("engine.watch", {}));
    } catch (thrown) {
      this.#problem(thrown);
    }
  }

  async #load(anew: boolean): Promise<void> {
    const { wells, sites, channels, zPlanes, timepoints } = this.#lists ?? {};
    if (!wells || !this.#facts) return;
    const number = ++this.#asked;
    const question: FileQuestion = {
      path: this.#facts.path,
      words: this.#words.value.trim(),
      wells: wells.chosen,
      sites: sites?.chosen.map(Number) ?? [],
      channels: channels?.chosen.map(Number) ?? [],
      zPlanes: zPlanes?.chosen.map(Number) ?? [],
      timepoints: timepoints?.chosen.map(Number) ?? [],
      offset: anew ? 0 : this.#shown,
      limit: pageSize,
    };
    try {
      const { found, files } = await this.#link.ask("plate.files", question);
      if (number !== this.#asked) return; // something else was asked meanwhile
      const rows = files.map((file) => this.#row(file));
      if (anew) this.#body.replaceChildren(...rows);
      else this.#body.append(...rows);
      this.#shown = question.offset + files.length;
      this.#more.hidden = this.#shown >= found;
      setText(this.#note, `${this.#shown} of ${found} images`);
    } catch (thrown) {
      this.#problem(thrown);
    }
  }

  #row(file: ImageFile): HTMLElement {
    const { well, site, channel, z, timepoint } = file;
    const name = this.#facts?.channels.find(({ id }) => id === channel)?.name ?? String(channel);
    const texts = [
      well,
      String(site),
      name,
      String(z),
      String(timepoint),
      file.page > 0 ? `${file.file} [${file.page}]` : file.file,
    ];
    const view = button("View", `View ${well} site ${site} channel ${channel} z ${z}`, () => void this.#view(file));
    return element("tr", {}, ...texts.map((text) => element("td", {}, text)), element("td", {}, view));
  }

  /** Offers the viewer sessions that there are now. */
  #offer(facts: EngineFacts | null): void {
    const chosen = this.#target.value;
    const names = (facts?.sessions ?? []).map(({ session }) => session);
    const options = names.map((name) => element("option", { value: name }, `the session ${name}`));
    this.#target.replaceChildren(element("option", { value: "" }, "a new tab"), ...options);
    this.#target.value = names.includes(chosen) ? chosen : "";
  }

  async #view({ well, site, channel, z, timepoint }: ImageFile): Promise<void> {
    const source = { kind: "folder", path: this.#facts?.path ?? "" } as const;
    const image = { source, well, site, channel, z, timepoint };
    const session = this.#target.value;
    try {
      if (session === "") await this.#actions.view(image);
      else {
        await this.#actions.send(session, { ...image, level: 0 });
        setText(this.#note, `${well}, site ${site}, channel ${channel} was sent to ${session}.`);
      }
    } catch (thrown) {
      this.#problem(thrown);
    }
  }

  #problem(thrown: unknown): void {
    this.#note.className = "titer-problem";
    setText(this.#note, messageOf(thrown));
  }
}
