/** An element of an index: text where it has neither attributes nor children; attributes have names with `@`. */
export type Node = string | { readonly [name: string]: Node | readonly Node[] | undefined };

const opening = /<Image(?:\s[^<>]*)?>/y;
const closing = "</Image>";
const field = /<(\w+)(?:\s+Unit="([^"]*)")?\s*>([^<]*)<\/\1>/g;

/**
 * Takes the `Image` elements with fields out of an index's text, hands each on and gives the rest. A large plate has 100,000 of them, all of plain fields, for which
 * a general XML parser takes 40 times as long; what is left is small and goes through the parser. A text with comments, CDATA or a
 * document type is left to the parser as a whole.
 */
export function cutImages(text: string, use: (image: Node) => void): string {
  if (text.includes("<!")) return text;
  const rest: string[] = [];
  let done = 0;
  for (let at = text.indexOf("<Image"); at >= 0; at = text.indexOf("<Image", at + 1)) {
    opening.lastIndex = at;
    const [tag] = opening.exec(text) ?? [];
    if (tag === undefined || tag.endsWith("/>")) continue; // `Images`, or a reference inside `Wells`
    const end = text.indexOf(closing, at);
    if (end < 0) break; // the parser will say so
    use(fieldsOf(text.slice(at + tag.length, end)));
    rest.push(text.slice(done, at));
    done = end + closing.length;
    at = done - 1;
  }
  return [...rest, text.slice(done)].join("");
}

function fieldsOf(text: string): Node {
  const node: Record<string, Node> = {};
  for (const [, name = "", unit, value = ""] of text.matchAll(field)) {
    node[name] ??= unit === undefined ? value : { "#text": value, "@Unit": unit };
  }
  return node;
}
