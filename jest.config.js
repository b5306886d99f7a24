export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test/dist"],
  transform: {},
  coverageProvider: "v8",
};
