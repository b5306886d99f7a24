/** `npm start`: sets Titer up where needed, then opens JupyterLab or runs a notebook. Kept readable for any Node. */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: install Node 20.19 or newer and run the command again.`);
  process.exitCode = 1;
} else {
  const { runMain } = await import("./problem.js");
  const { start } = await import("./main.js");
  await runMain(() => start(process.argv.slice(2)));
}
