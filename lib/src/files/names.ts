const collator = new Intl.Collator("en", { numeric: true });

/** Natural order: `ZStep_2` before `ZStep_10`. */
export const compareNatural: (a: string, b: string) => number = collator.compare;

/** The last part of a path with `/`. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The folders of a path with `/`, without the last part; empty for a file at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
