import { Widget } from "@lumino/widgets";
import type { KernelRoom } from "../rooms/kernelRoom.ts";
import { button, element } from "../viewer/dom.ts";
import type { EditorDocument } from "./document.ts";

/** Asks which pipeline to edit: one of the notebook's variables, or a new one. */
export class Chooser extends Widget {
  constructor(room: KernelRoom, chosen: (document: EditorDocument) => void) {
    super();
    this.addClass("titer-output");
    this.addClass("titer-chooser");
    const list = element("div", { class: "titer-chooser-list" });
    const make = button("New pipeline", "Begin with an empty pipeline", () => chosen(room.documents.fresh()));
    this.node.append(element("h2", {}, "Which pipeline?"), make, list);
    void room.link.ask("editor.variables", {}).then(
      ({ pipelines }) => {
        list.replaceChildren(
          ...pipelines.map((name) =>
            button(name, `Edit the pipeline ${name}`, () => chosen(room.documents.ofVariable(name))),
          ),
        );
      },
      (thrown: Error) => list.replaceChildren(element("p", { class: "titer-problem" }, thrown.message)),
    );
  }
}
