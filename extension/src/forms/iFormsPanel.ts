import { Token } from "@lumino/coreutils";
import type { FormsPanel, SelectedForm } from "./formsPanel.ts";

/** The panel with the forms of what is selected. */
export interface IFormsPanel {
  /** Offers the form of something that is selected; does nothing while the panel was never opened. */
  select(selected: SelectedForm | null): Promise<void>;
  /** Brings the panel to the front. */
  show(): Promise<FormsPanel>;
}

export const IFormsPanel: Token<IFormsPanel> = new Token<IFormsPanel>(
  "@titer/jupyterlab:IFormsPanel",
  "The panel with the forms of what is selected.",
);
