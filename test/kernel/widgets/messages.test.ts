import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { KernelProcess } from "../support/kernelProcess.js";
import { resultText, streamText } from "../support/wireClient.js";
import { resultOf, say } from "./support.js";

jest.setTimeout(60_000);

let kernel: KernelProcess;
beforeAll(async () => {
  kernel = await KernelProcess.start();
  await kernel.client.execute('import * as w from "@titer/kernel/widgets";');
});
afterAll(() => kernel.stop());

const result = (code: string) => resultOf(kernel, code);

describe("observers", () => {
  test("are told old and new value, only of their traits, until they are taken away", async () => {
    const code = `const told: string[] = []; const slider = new w.IntSlider();
      const hear = ({ name, old, new: now }: { name: string; old: unknown; new: unknown }) => told.push(name + old + now);
      const stop = slider.observe(hear, "value"); slider.observe(() => told.push("any"));
      slider.value = 3; slider.max = 90; stop(); slider.value = 4; told.join()`;
    expect(await result(code)).toBe("'value03,any,any,any'");
  });

  test("print below the cell that registered them", async () => {
    const { client } = kernel;
    const cell = await client.startCell('slider.observe(({ new: now }) => console.log("heard " + now), "value");');
    await client.finished(cell);
    await say(kernel, (await result("slider.modelId")).replaceAll("'", ""), { method: "update", state: { value: 11 } });
    await client.waitFor(({ parent, content }) => parent === cell && content.text === "heard 11\n");
  });
});

describe("links", () => {
  test("keep two traits equal both ways, or follow through a function, until they are undone", async () => {
    const code = `const [a, b, c] = [new w.IntSlider({ value: 5 }), new w.IntText(), new w.Text()];
      const both = w.link([a, "value"], [b, "value"]); w.dlink([a, "value"], [c, "value"], (n) => "n" + n);
      const start = [b.value, c.value]; b.value = 8; both.unlink(); b.value = 1; [...start, a.value, c.value].join()`;
    expect(await result(code)).toBe("'5,n5,8,n8'");
  });

  test("in the page name traits as messages do, and refuse what stays in the kernel", async () => {
    const { outputs } = await kernel.client.execute(
      'w.jslink([a, "continuousUpdate"], [new w.Checkbox(), "value"]); 0',
    );
    const opened = outputs.map(
      ({ content }) => (content.data as { state?: { source?: unknown[] } }).state?.source?.[1],
    );
    expect(opened).toContain("continuous_update");
    const { reply } = await kernel.client.execute(
      'w.jslink([new w.Dropdown({ options: [1] }), "value"], [a, "value"]);',
    );
    expect(reply.content.evalue).toContain("value stays in the kernel");
  });
});

describe("bad input", () => {
  test("a misspelt trait and a wrong value are refused with what is right", async () => {
    const spelt = await kernel.client.execute("new w.IntSlider({ vaule: 3 } as never)");
    expect(spelt.reply.content.evalue).toContain('Did you mean "value"?');
    const wrong = await kernel.client.execute("a.value = 1.5;");
    expect(wrong.reply.content.evalue).toContain("Give a whole number.");
    expect(await result("a.value")).toBe("8");
  });

  test("a wrong value of the page is answered with the one that is kept", async () => {
    const sent = await say(kernel, (await result("a.modelId")).replaceAll("'", ""), {
      method: "update",
      state: { value: "x" },
    });
    const updates = sent.filter(({ type }) => type === "comm_msg").map(({ content }) => content.data);
    expect(updates.at(-1)).toMatchObject({ method: "update", state: { value: 8 } });
    expect(streamText(sent, "stderr")).toContain("Give a whole number.");
  });

  test("an unknown method is refused and the kernel lives", async () => {
    const sent = await say(kernel, (await result("a.modelId")).replaceAll("'", ""), { method: "explode" });
    expect(streamText(sent, "stderr")).toContain("The methods are update, request_state and custom.");
    expect(await result("a.value")).toBe("8");
  });
});

test("a reloaded page gets the states of all open widgets, closed ones are gone", async () => {
  const { client } = kernel;
  await result(
    "const image = new w.Image({ value: new Uint8Array([1, 2, 3]) }); const gone = new w.Text(); gone.close();",
  );
  const [image, gone] = [await result("image.modelId"), await result("gone.modelId")].map((id) =>
    id.replaceAll("'", ""),
  );
  const control = { comm_id: "control", target_name: "jupyter.widget.control", data: {} };
  await client.send("shell", "comm_open", control, { metadata: { version: "1.0.0" } });
  const states = (await say(kernel, "control", { method: "request_states" })).find(({ type }) => type === "comm_msg")!;
  const { data } = states.content as {
    data: { states: Record<string, { model_name: string }>; buffer_paths: unknown[][] };
  };
  expect(data.states[image!]).toMatchObject({ model_name: "ImageModel", model_module: "@jupyter-widgets/controls" });
  expect(data.states[gone!]).toBeUndefined();
  const at = data.buffer_paths.findIndex(([id]) => id === image);
  expect(data.buffer_paths[at]).toEqual([image, "state", "value"]);
  expect([...states.buffers[at]!]).toEqual([1, 2, 3]);
});

test("a page of another protocol is refused with the version that is needed", async () => {
  const { client } = kernel;
  const other = { comm_id: "old", target_name: "jupyter.widget.control", data: {} };
  const sent = await client.send("shell", "comm_open", other, { metadata: { version: "2.0.0" } });
  await client.waitFor(({ parent, content }) => parent === sent && content.execution_state === "idle");
  expect(streamText(client.outputsOf(sent), "stderr")).toContain("Use a front end with version 1");
});

test("the widgets that a page makes for a gamepad are taken over", async () => {
  const { client } = kernel;
  await result("const pad = new w.Controller(); const layout = new w.Layout();");
  const [pad, layout] = [await result("pad.modelId"), await result("layout.modelId")].map((id) =>
    id.replaceAll("'", ""),
  );
  const state = { _model_name: "ControllerAxisModel", value: 0.25, layout: `IPY_MODEL_${layout}` };
  const axis = { comm_id: "axis-1", target_name: "jupyter.widget", data: { state, buffer_paths: [] } };
  await client.send("shell", "comm_open", axis, { metadata: { version: "2.1.0" } });
  await say(kernel, pad!, { method: "update", state: { connected: true, axes: ["IPY_MODEL_axis-1"] } });
  expect(await result("[pad.connected, pad.axes[0]!.value, pad.axes[0]!.modelId].join()")).toBe("'true,0.25,axis-1'");
  const strange = { ...axis, comm_id: "strange", data: { state: { _model_name: "MadeUpModel" } } };
  await client.send("shell", "comm_open", strange, { metadata: { version: "2.1.0" } });
  await client.waitFor(({ type, content }) => type === "comm_close" && content.comm_id === "strange");
});

test("updates are not sent back to all clients when JUPYTER_WIDGETS_ECHO is 0", async () => {
  const quiet = await KernelProcess.start({ JUPYTER_WIDGETS_ECHO: "0" });
  try {
    const { client } = quiet;
    const made = await client.execute('import { IntSlider } from "@titer/kernel/widgets"; const a = new IntSlider();');
    const opened = made.outputs.filter(({ type }) => type === "comm_open").at(-1)!;
    const data = { method: "update", state: { value: 4 } };
    const sent = await client.send("shell", "comm_msg", { comm_id: opened.content.comm_id, data });
    await client.waitFor(({ parent, content }) => parent === sent && content.execution_state === "idle");
    expect(client.outputsOf(sent)).toEqual([]);
    expect(resultText((await client.execute("a.value")).outputs)).toBe("4");
  } finally {
    await quiet.stop();
  }
});
