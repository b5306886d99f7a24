export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test/dist"],
  transform: {},
  coverageProvider: "v8",
  // A shared machine may take seconds for what takes milliseconds here; what hangs still ends.
  testTimeout: 60_000,
};
