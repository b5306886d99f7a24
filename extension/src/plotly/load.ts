/** Loads plotly.js with the first plot of the page; the bundler gives it a file of its own. */
export const loadPlotly = (): Promise<typeof import("plotly.js-dist-min").default> =>
  import("plotly.js-dist-min").then((module) => module.default);
