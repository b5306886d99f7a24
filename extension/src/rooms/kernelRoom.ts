import type { ITiterLink } from "../comm/link.ts";
import { ConfigStore } from "../forms/configStore.ts";
import { Documents } from "../pipeline/documents.ts";
import { FunctionList } from "../pipeline/functionList.ts";

/** What this page knows of one kernel; all outputs, panels and editors of that kernel share it. */
export class KernelRoom {
  readonly link: ITiterLink;
  readonly config: ConfigStore;
  readonly documents: Documents;
  readonly functions: FunctionList;

  constructor(link: ITiterLink) {
    this.link = link;
    this.config = new ConfigStore(link);
    this.functions = new FunctionList(link);
    this.documents = new Documents(link);
  }

  /** What is the case with the kernel, in a sentence; empty when all is well. */
  get trouble(): string {
    const { text, todo } = this.link.state;
    return text === "" ? "" : `${text} ${todo}`;
  }
}
