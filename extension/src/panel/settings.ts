import type { ISettingRegistry } from "@jupyterlab/settingregistry";

/** What users can set for the panel; `schema/panel.json` says what each means. */
export interface PanelSettings {
  readonly thumbnailChannel: number;
  readonly expandPlates: boolean;
}

/** The panel's settings as they are now; the defaults until they are loaded. */
export class Settings {
  #now: PanelSettings = { thumbnailChannel: 1, expandPlates: true };

  constructor(registry: ISettingRegistry, plugin: string) {
    registry.load(plugin).then(
      (loaded) => {
        const take = () => {
          this.#now = loaded.composite as unknown as PanelSettings; // the registry checked it by the schema
        };
        take();
        loaded.changed.connect(take);
      },
      (thrown) => console.error("Titer: the panel's settings could not be read.", thrown),
    );
  }

  get now(): PanelSettings {
    return this.#now;
  }
}
