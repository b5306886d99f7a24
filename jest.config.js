export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test/dist"],
  transform: {},
  coverageProvider: "v8",
  // A shared machine may take seconds for what takes milliseconds here; what hangs still ends.
  testTimeout: 60_000,
  // Most suites wait for browsers, kernels and engines: one more than the processors that jest would leave free.
  maxWorkers: "100%",
};
