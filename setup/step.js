/**
 * Shows a step of set-up and how long it took, or that there was nothing to do.
 *
 * @param {string} title
 * @param {string} doing What is shown meanwhile.
 * @param {() => Promise<boolean>} work Says whether there was something to do.
 */
export async function step(title, doing, work) {
  const start = performance.now();
  const slow = setTimeout(() => show(title, `${doing} ...`), 500);
  try {
    const worked = await work();
    show(title, worked ? `done in ${seconds(start)}` : `up to date (${seconds(start)})`);
  } finally {
    clearTimeout(slow);
  }
}

/** Progress goes to the error stream, so that results on standard output stay clean. @param {string} title @param {string} text */
export function show(title, text) {
  console.error(`  ${title.padEnd(20)} ${text}`);
}

/** The time since a `performance.now()`. @param {number} start */
export function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
