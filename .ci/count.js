/** `node .ci/count.js RESULTS STATUS`: prints `N passed, N failed` for jest's results and ends with a fitting status. */
import { readFileSync } from "node:fs";

const [path = "", given = "1"] = process.argv.slice(2);
const text = readFileSync(path, "utf8");
const jest = text === "" ? { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0 } : JSON.parse(text);
// A suite that could not even start has no failed test of its own; neither has a set-up or check that failed before jest.
const failedTests = jest.numFailedTests + jest.numRuntimeErrorTestSuites;
const failed = given === "0" ? failedTests : Math.max(1, failedTests);
console.log(`${jest.numPassedTests} passed, ${failed} failed`);
process.exitCode = failed === 0 && jest.numPassedTests > 0 ? 0 : 1;
