import { type Debugger, type Runtime, Session } from "node:inspector";

/** What the inspector says by itself. */
export interface InspectorEvents {
  parsed(script: Debugger.ScriptParsedEventDataType): void;
  paused(pause: Debugger.PausedEventDataType): void;
  resumed(): void;
}

/** The main thread's inspector, seen from the socket thread: it answers also while the main thread runs or is stopped. */
export class InspectorClient {
  readonly #session = new Session();

  constructor(events: InspectorEvents) {
    this.#session.on("Debugger.scriptParsed", ({ params }) => events.parsed(params));
    this.#session.on("Debugger.paused", ({ params }) => events.paused(params));
    this.#session.on("Debugger.resumed", () => events.resumed());
    this.#session.connectToMainThread();
  }

  /** One command of the Chrome DevTools Protocol; rejects with the inspector's message. */
  send<T = unknown>(method: string, parameters: object = {}): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#session.post(method, parameters, (error, result) => {
        if (error) reject(new Error(`${method}: ${error.message}`));
        else resolve(result as T);
      });
    });
  }

  /** The own properties of an object, as they are. */
  async properties(objectId: string): Promise<readonly Runtime.PropertyDescriptor[]> {
    const parameters = { objectId, ownProperties: true, generatePreview: true };
    return (await this.send<Runtime.GetPropertiesReturnType>("Runtime.getProperties", parameters)).result;
  }

  /** Calls a function, given as text, on an object. */
  call(
    objectId: string,
    declaration: string,
    values: readonly Runtime.CallArgument[] = [],
  ): Promise<Runtime.CallFunctionOnReturnType> {
    return this.send("Runtime.callFunctionOn", { objectId, functionDeclaration: declaration, arguments: values });
  }

  close(): void {
    this.#session.disconnect();
  }
}
