import { enginePlaces, logLevels, readLogs } from "titer/engine";
import type { LogAnswer, LogLine, LogQuestion } from "titer/protocol";

/** The log entries that fit a question. */
export function findLogs({ runId, from, level, words, limit }: LogQuestion): LogAnswer {
  const all = readLogs(enginePlaces().logs);
  const least = logLevels.indexOf(level);
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (entry: LogLine) =>
    logLevels.indexOf(entry.level) >= least &&
    (runId === undefined || entry.runId === runId) &&
    (from === undefined || entry.from === from) &&
    (wanted.length === 0 || hasAll(entry, wanted));
  const found = all.filter(fits);
  const sources = [...new Set(all.map((entry) => entry.from))].sort((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );
  return { entries: found.slice(-limit), found: found.length, sources };
}

function hasAll({ message, well = "", data }: LogLine, words: readonly string[]): boolean {
  const text = `${message} ${well} ${data === undefined ? "" : JSON.stringify(data)}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
