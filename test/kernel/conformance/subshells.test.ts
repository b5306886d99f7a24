import { describeUnittests } from "./unittests.js";

describeUnittests("subshells and questions", "subshellTests.py");
