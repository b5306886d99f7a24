import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { hasPython, python } from "../support/environment.js";
import { KernelProcess } from "../support/kernelProcess.js";
import { type Scenario, type Sent, sentByIpywidgets, sentByKernel } from "./reference.js";

jest.setTimeout(120_000);

/** A widget made without arguments, or with the same ones in both languages. */
function made(name: string, given: { py?: string; ts?: string } = {}): Scenario {
  const { py = "", ts = "" } = given;
  return {
    name: `${name}(${py})`,
    python: { make: `w = widgets.${name}(${py})` },
    cell: { make: `new widgets.${name}(${ts === "" ? "" : `{ ${ts} }`})` },
  };
}

/** All classes of ipywidgets that a user can make without arguments. */
const plain = [
  ...["IntSlider", "FloatSlider", "FloatLogSlider", "IntRangeSlider", "FloatRangeSlider", "IntProgress"],
  ...["FloatProgress", "BoundedIntText", "BoundedFloatText", "IntText", "FloatText", "Play", "ToggleButton"],
  ...["Checkbox", "Valid", "Dropdown", "RadioButtons", "Select", "SelectMultiple", "ToggleButtons", "Text"],
  ...["Textarea", "Password", "Combobox", "Label", "HTML", "HTMLMath", "Image", "Video", "Audio", "Button"],
  ...["Output", "DatePicker", "TimePicker", "DatetimePicker", "NaiveDatetimePicker", "ColorPicker", "FileUpload"],
  ...["Controller", "Box", "HBox", "VBox", "GridBox", "Accordion", "Tab", "Stack", "TagsInput", "ColorsInput"],
  ...["FloatsInput", "IntsInput", "Layout"],
];

const given: Scenario[] = [
  made("SelectionSlider", { py: 'options=["a", "b"]', ts: 'options: ["a", "b"]' }),
  made("SelectionRangeSlider", { py: 'options=["a", "b"], index=(0, 1)', ts: 'options: ["a", "b"], index: [0, 1]' }),
  made("IntSlider", {
    py: 'value=200, max=150, description="sigma", continuous_update=False, layout={"width": "50%"}, style={"handle_color": "red"}',
    ts: 'value: 200, max: 150, description: "sigma", continuousUpdate: false, layout: { width: "50%" }, style: { handleColor: "red" }',
  }),
  made("FloatRangeSlider", {
    py: 'value=[-5, 50.5], max=20, orientation="vertical"',
    ts: 'value: [-5, 50.5], max: 20, orientation: "vertical"',
  }),
  made("FloatLogSlider", { py: "value=1e9, base=2, max=8", ts: "value: 1e9, base: 2, max: 8" }),
  made("Dropdown", {
    py: 'options=[("one", 1), ("two", 2)], value=2',
    ts: 'options: [["one", 1], ["two", 2]], value: 2',
  }),
  made("ToggleButtons", { py: 'options={"x": 1, "y": 2}', ts: "options: { x: 1, y: 2 }" }),
  made("SelectMultiple", { py: "options=[1, 2, 3], value=[1, 3]", ts: "options: [1, 2, 3], value: [1, 3]" }),
  made("Image", { py: 'value=b"abc", width=10', ts: 'value: new TextEncoder().encode("abc"), width: "10"' }),
  made("DatePicker", { py: "value=datetime.date(2026, 2, 9)", ts: 'value: "2026-02-09"' }),
  made("TimePicker", { py: "value=datetime.time(4, 5, 6)", ts: 'value: "04:05:06"' }),
  made("DatetimePicker", {
    py: "value=datetime.datetime(2026, 2, 9, 4, 5, 6, 250000, datetime.timezone.utc)",
    ts: "value: new Date(Date.UTC(2026, 1, 9, 4, 5, 6, 250))",
  }),
  made("NaiveDatetimePicker", { py: "value=datetime.datetime(2026, 2, 9, 4, 5)", ts: 'value: "2026-02-09T04:05"' }),
  made("Tab", {
    py: 'children=[widgets.Text(), widgets.Label(value="x")], titles=["first"]',
    ts: 'children: [new widgets.Text(), new widgets.Label({ value: "x" })], titles: ["first"]',
  }),
  made("Accordion", { py: "children=[widgets.Button()]", ts: "children: [new widgets.Button()]" }),
  made("IntsInput", { py: "value=[1, 2], min=0", ts: "value: [1, 2], min: 0" }),
  made("Combobox", {
    py: 'options=["a"], ensure_option=True, value="a"',
    ts: 'options: ["a"], ensureOption: true, value: "a"',
  }),
];

const update = (state: object, paths: unknown[] = [], buffers: string[] = []) => ({
  data: { method: "update", state, buffer_paths: paths },
  buffers,
});

function talk(
  name: string,
  py: string,
  ts: string,
  rest: Partial<Scenario> & { thenPy?: string; thenTs?: string },
): Scenario {
  const { thenPy, thenTs, received = [] } = rest;
  return {
    name,
    python: { make: `w = widgets.${py}`, ...(thenPy === undefined ? {} : { later: thenPy }) },
    cell: {
      make: `new widgets.${ts}`,
      ...(thenTs === undefined ? {} : { later: thenTs }),
    },
    received,
  };
}

const talks: Scenario[] = [
  talk("a value set in the kernel", "IntSlider()", "IntSlider()", { thenPy: "w.value = 7", thenTs: "w.value = 7;" }),
  talk("an equal value", "IntSlider()", "IntSlider()", { thenPy: "w.value = 0", thenTs: "w.value = 0;" }),
  talk("a maximum that cuts the value", "IntSlider(value=50)", "IntSlider({ value: 50 })", {
    thenPy: "with w.hold_sync():\n  w.max = 20",
    thenTs: "w.max = 20;",
  }),
  talk("a choice set by its label", 'Dropdown(options=["a", "b"])', 'Dropdown({ options: ["a", "b"] })', {
    thenPy: 'w.label = "b"',
    thenTs: 'w.label = "b";',
  }),
  talk("a custom message", "IntSlider()", "IntSlider()", {
    thenPy: 'w.send({"a": 1}, [b"xyz"])',
    thenTs: 'w.send({ a: 1 }, [new TextEncoder().encode("xyz")]);',
  }),
  talk("closing", "IntSlider()", "IntSlider()", { thenPy: "c = w.comm\nw.close()\nw.comm = c", thenTs: "w.close();" }),
  talk("an update of the page and its echo", "IntSlider()", "IntSlider()", { received: [update({ value: 9 })] }),
  talk("an update that is cut", "IntSlider(max=5)", "IntSlider({ max: 5 })", { received: [update({ value: 9 })] }),
  talk("a request for the state", "Checkbox()", "Checkbox()", { received: [{ data: { method: "request_state" } }] }),
  talk("a choice of the page", 'Dropdown(options=["a", "b"])', 'Dropdown({ options: ["a", "b"] })', {
    received: [update({ index: 1 })],
  }),
  talk("binary data of the page", "Image()", "Image()", { received: [update({}, [["value"]], ["eHl6"])] }),
  talk("an upload, which has no echo", "FileUpload()", "FileUpload()", {
    received: [
      update(
        { value: [{ name: "a.txt", type: "text/plain", size: 3, last_modified: 1_700_000_000_000 }], error: "" },
        [["value", 0, "content"]],
        ["eHl6"],
      ),
    ],
  }),
];

describe("each widget sends what ipywidgets sends", () => {
  if (!hasPython()) return test.skip("needs Python", () => undefined);
  const scenarios = [...plain.map((name) => made(name)), ...given, ...talks];
  let kernel: KernelProcess;
  let expected: readonly Sent[];
  let sent: readonly Sent[];
  beforeAll(async () => {
    expected = sentByIpywidgets(scenarios);
    kernel = await KernelProcess.start();
    sent = await sentByKernel(kernel, scenarios);
  });
  afterAll(() => kernel.stop());

  test.each(scenarios.map((scenario, i) => [scenario.name, i] as const))("%s", (_, i) => {
    expect(sent[i]).toEqual(expected[i]);
  });
});

test("no class of ipywidgets is missing", () => {
  if (!hasPython()) return;
  const program =
    "import json, warnings; warnings.simplefilter('ignore'); import ipywidgets as w; print(json.dumps([n for n in dir(w) if isinstance(getattr(w, n), type) and issubclass(getattr(w, n), w.DOMWidget)]))";
  const classes = JSON.parse(execFileSync(python, ["-c", program]).toString()) as string[];
  const abstract = ["DOMWidget", "TwoByTwoLayout", "AppLayout", "GridspecLayout", "interactive"];
  const tested = new Set([...plain, ...abstract, "SelectionSlider", "SelectionRangeSlider"]);
  expect(classes.filter((name) => !tested.has(name))).toEqual([]);
});
