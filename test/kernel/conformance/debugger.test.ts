import { describeUnittests } from "./unittests.js";

describeUnittests("the debugger through jupyter_client", "debuggerTests.py");
