import { type ErrorData, TiterError } from "titer/errors";
import { directCandidate, HubClient, openTransport, type SocketLike, type Source } from "titer/stream";

/** What `titer view` tells its page. */
export interface ViewAnswer {
  readonly source: Source;
  readonly hub: { readonly port: number; readonly token: string };
}

/** Asks the page's server what to show and where the hub is. Rejects with what it says, or `VIEW_ENDED` when it does not answer. */
export async function askServer(token: string): Promise<ViewAnswer> {
  let response: Response;
  try {
    response = await fetch("/view", { headers: { authorization: `Bearer ${token}` } });
  } catch (cause) {
    throw new TiterError("VIEW_ENDED", {
      what: "titer view has ended",
      todo: "Run it again in the terminal, and open the address that it prints.",
      cause,
    });
  }
  if (response.ok) return (await response.json()) as ViewAnswer; // of our own server
  if (response.status === 503) throw TiterError.fromData(((await response.json()) as { error: ErrorData }).error);
  throw new TiterError("VIEW_REFUSED", {
    what: (await response.text()).trim(),
    todo: "Open the address that titer view has printed, with all that stands behind the #.",
  });
}

/** A line to the hub, wherever it is now: an engine that was started again has another one. */
export async function connectDirectly(token: string): Promise<HubClient> {
  const { hub } = await askServer(token);
  const socket = (url: string) => new WebSocket(url) as unknown as SocketLike; // has what is used of it
  return HubClient.connect(await openTransport([directCandidate(hub.port, socket)]), hub.token);
}
