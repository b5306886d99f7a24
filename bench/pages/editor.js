/** What `bench/editor.js` measures, in a page: forms of 125 steps, a pipeline of 100 steps, a picker of 1,500 functions. */
import { Signal } from "@lumino/signaling";
import { ConfigStore } from "../../extension/dist/forms/configStore.js";
import { Form } from "../../extension/dist/forms/form.js";
import { ScopeModel } from "../../extension/dist/forms/scopeModel.js";
import { CardList } from "../../extension/dist/pipeline/cardList.js";
import { EditorDocument } from "../../extension/dist/pipeline/document.js";
import { FunctionSearch } from "../../extension/dist/pipeline/search.js";

/** A kernel that answers nothing: what is measured happens in the page. */
function silentLink() {
  const link = { state: { kind: "ready", text: "", todo: "" }, kernel: null };
  const signals = Object.fromEntries(["told", "attached", "stateChanged"].map((name) => [name, new Signal(link)]));
  return Object.assign(link, signals, { ask: () => new Promise(() => undefined) });
}

/** Milliseconds from a key in the global form until all open forms show what it changed, laid out. */
globalThis.placeholders = async (/** @type {number} */ rounds) => {
  const store = new ConfigStore(silentLink());
  const models = Array.from(
    { length: 125 },
    (_, i) => new ScopeModel(store, { scope: "step", of: `step ${i}` }, `${i}`),
  );
  const forms = models.map((model) => new Form(model, {}));
  const global = new Form(new ScopeModel(store, { scope: "global" }, "global"), {});
  document.body.replaceChildren(global.node, ...forms.map(({ node }) => node));
  const input = global.node.querySelector('[data-path="stepWellFilter.wellFilter"] input');
  const times = [];
  let changed = 0;
  for (let round = 1; round <= rounds; round++) {
    const before = [...document.querySelectorAll("input")].map(({ placeholder }) => placeholder);
    const began = performance.now();
    input.value = String(round);
    input.dispatchEvent(new Event("input"));
    await Promise.resolve();
    void document.body.offsetHeight;
    times.push(performance.now() - began);
    changed = [...document.querySelectorAll("input")].filter(({ placeholder }, i) => placeholder !== before[i]).length;
    await new Promise(requestAnimationFrame);
  }
  return { times, changed };
};

/** Milliseconds between frames, in rest and while a card is dragged through a pipeline of 100 steps. */
globalThis.drag = async () => {
  const steps = Array.from({ length: 100 }, (_, i) => ({
    key: `k${i}`,
    name: `step ${i}`,
    enabled: true,
    routes: [{ value: null, functions: [{ id: "titer.tophat", version: 1, given: {} }] }],
    config: {},
  }));
  const link = silentLink();
  const draft = { name: "p", steps };
  const list = new CardList(new EditorDocument("e", link, draft), { get: () => undefined });
  list.node.style.height = "700px";
  document.body.replaceChildren(list.node);
  await frames(5);
  const rest = await frames(60);
  const handle = list.node.querySelector(".titer-card-handle");
  const { x, y } = handle.getBoundingClientRect();
  const at = (/** @type {string} */ type, /** @type {number} */ clientY) =>
    handle.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX: x + 3, clientY, bubbles: true }));
  handle.setPointerCapture = () => undefined;
  at("pointerdown", y + 10);
  const moving = await frames(120, (frame) => at("pointermove", y + 10 + frame * 8));
  at("pointerup", y + 900);
  return { rest, moving };
};

/** Milliseconds of a search for each key of some words, over many functions, results on the page. */
globalThis.search = (/** @type {readonly object[]} */ entries, /** @type {readonly string[]} */ words) => {
  const search = new FunctionSearch(entries);
  const times = [];
  for (const word of words) {
    for (let length = 1; length <= word.length; length++) {
      const began = performance.now();
      search.find(word.slice(0, length), { library: "", memory: "", contract: "" });
      times.push(performance.now() - began);
    }
  }
  return times;
};

/** @param {number} count @param {(frame: number) => void} [each] @returns {Promise<number[]>} */
async function frames(count, each = () => undefined) {
  const times = [];
  let last = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < count; frame++) {
    each(frame);
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times;
}
