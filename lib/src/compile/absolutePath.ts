const separators = /[/\\]+/;

/** Whether a path starts at a root: `/data`, `C:\data`, `\\server\share`. */
export function isAbsolute(path: string): boolean {
  return /^([/\\]|[A-Za-z]:[/\\])/.test(path);
}

/** A path below a folder, written with the folder's own separator. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes("\\") && !folder.includes("/") ? "\\" : "/";
  return folder.replace(/[/\\]+$/, "") + separator + name;
}

/** The folder that holds a path. */
export function parentOf(path: string): string {
  return path.replace(/[/\\]+$/, "").replace(/[/\\][^/\\]*$/, "") || "/";
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return segments(path).at(-1) ?? "";
}

/** Whether an absolute path is a folder or lies inside it; `.` and `..` are followed, links are not. */
export function isInside(path: string, folder: string): boolean {
  const [parts, outer] = [segments(path), segments(folder)];
  return outer.every((segment, i) => parts[i] === segment);
}

function segments(path: string): string[] {
  const kept: string[] = [];
  for (const segment of path.split(separators)) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  return kept;
}
