import { expect, test } from "@jest/globals";
import { compile, type Plan } from "#lib/compile/index.js";
import { type ConfigInput, withConfig } from "#lib/config/index.js";
import { FunctionStep } from "#lib/pipeline/index.js";
import { idle, plateIndex } from "./plates.js";

const plate = plateIndex({ wells: ["A01"], sites: 3, channels: 2, z: 2 });
const steps = [
  new FunctionStep({ name: "a", func: idle("PURE_3D"), variableComponents: ["z"] }),
  new FunctionStep({ name: "b", func: idle("PURE_3D"), variableComponents: ["z"] }),
];
const sequential = (...sequentialComponents: ("site" | "channel" | "timepoint" | "z")[]): ConfigInput => ({
  sequentialProcessingConfig: { sequentialComponents },
});
const compiled = (config: ConfigInput, which = steps): Promise<Plan> =>
  withConfig("pipeline", config, () => compile(which, plate));
const order = ({ schedules }: Plan) =>
  schedules[0]!.calls.map(({ step, group }) => `${group.channel}/${group.site}/${step}`);

test("each combination of the sequential components goes through all steps before the next", async () => {
  expect(order(await compiled(sequential("channel", "site")))).toEqual(
    [1, 2, 3].flatMap((site) => [1, 2].flatMap((channel) => [0, 1].map((step) => `${channel}/${site}/${step}`))),
  );
  expect(order(await compiled(sequential("channel")))).toEqual(
    [1, 2].flatMap((channel) => [1, 2, 3].flatMap((site) => [0, 1].map((step) => `${channel}/${site}/${step}`))),
  );
});

test("memory is that of one combination", async () => {
  const wide = [
    new FunctionStep({ name: "side", func: idle("PURE_3D"), variableComponents: ["z", "site"] }),
    new FunctionStep({ name: "b", func: idle("PURE_3D"), variableComponents: ["z"] }),
  ];
  expect((await compiled(sequential("channel"), wide)).schedules[0]?.slots).toBe(12); // 3 sites x 2 z, in and out
});

test("components with one value do not count, and the plan names those that do", async () => {
  expect((await compiled(sequential("timepoint", "site"))).sequential).toEqual(["site"]);
});

test("a component that is sequential and varies inside a group is a problem", async () => {
  await expect(compiled(sequential("z"))).rejects.toMatchObject({
    details: {
      problems: [
        { code: "SEQUENTIAL_OVERLAP", step: "a", value: ["z"], allowed: ["site", "channel", "timepoint"] },
        { code: "SEQUENTIAL_OVERLAP", step: "b" },
      ],
    },
  });
});
