/** What a source map belongs to. */
interface MappedText {
  /** The user's text. */
  readonly text: string;
  /** Lines that stand before it in the compiled text. */
  readonly preludeLines: number;
}

/** Lines that stand before the emitted code in its script: the head of the function that it is put into. */
const wrapLines = 1;

/**
 * A source map as the last line of a script, for the debugger, which learns of scripts from the inspector alone.
 *
 * @param map as the compiler wrote it, JSON
 */
export function inlineMap(map: string, { text, preludeLines }: MappedText): string {
  const { mappings } = JSON.parse(map) as { readonly mappings: string };
  const content = JSON.stringify({ version: 3, sources: [], mappings, titer: { text, preludeLines, wrapLines } });
  return `\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(content).toString("base64")}`;
}
