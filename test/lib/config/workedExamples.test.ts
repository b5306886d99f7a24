// The worked examples of OpenHCS' resolution rule: M step materialization, N napari streaming, W step well filter.
import { expect, test } from "@jest/globals";
import {
  type ConfigInput,
  configContext,
  enterConfig,
  NapariStreamingConfig,
  PipelineConfig,
  StepMaterializationConfig,
  StepWellFilterConfig,
} from "#lib/config/index.js";

interface Set {
  readonly G?: ConfigInput;
  readonly P?: ConfigInput;
  readonly S?: ConfigInput;
}

function resolve(set: Set) {
  const contexts = [
    configContext("global", set.G ?? {}),
    configContext("pipeline", set.P ?? {}),
    configContext("step", set.S ?? {}),
  ];
  return enterConfig(contexts, () => {
    const [m, n, w] = [
      new StepMaterializationConfig.Lazy(),
      new NapariStreamingConfig.Lazy(),
      new StepWellFilterConfig.Lazy(),
    ];
    return {
      M: {
        subDir: m.subDir,
        suffix: m.outputDirSuffix,
        wells: m.wellFilter,
        mode: m.wellFilterMode,
        enabled: m.enabled,
      },
      N: {
        port: n.port,
        host: n.host,
        persistent: n.persistent,
        enabled: n.enabled,
        wells: n.wellFilter,
        mode: n.wellFilterMode,
      },
      W: { wells: w.wellFilter, mode: w.wellFilterMode },
    };
  });
}

test("1: nothing set gives the declared defaults", () => {
  expect(resolve({})).toEqual({
    M: { subDir: "checkpoints", suffix: "_titer", wells: null, mode: "include", enabled: false },
    N: { port: 5555, host: "localhost", persistent: true, enabled: false, wells: null, mode: "include" },
    W: { wells: null, mode: "include" },
  });
});

test.each(["G", "P"])("2: a class's own default blocks the parent's value set at %s", (scope) => {
  expect(resolve({ [scope]: { pathPlanningConfig: { subDir: "custom" } } }).M.subDir).toBe("checkpoints");
});

test("3: a field without an own default comes from the parent", () => {
  expect(resolve({ P: { pathPlanningConfig: { outputDirSuffix: "_custom" } } }).M.suffix).toBe("_custom");
});

test.each<[string, Set, readonly [unknown, unknown, unknown]]>([
  [
    "4: the nearer class wins",
    { G: { wellFilterConfig: { wellFilter: 3 } }, P: { stepWellFilterConfig: { wellFilter: 2 } } },
    [2, 2, 2],
  ],
  ["5: classes outside the order give nothing", { P: { pathPlanningConfig: { wellFilter: 5 } } }, [5, null, null]],
  [
    "6: the first parent comes first",
    { P: { pathPlanningConfig: { wellFilter: 5 }, stepWellFilterConfig: { wellFilter: 2 } } },
    [2, 2, 2],
  ],
  [
    "7: a sibling of the same step feeds the others",
    { P: { stepWellFilterConfig: { wellFilter: 2 } }, S: { stepWellFilterConfig: { wellFilter: 4 } } },
    [4, 4, 4],
  ],
  [
    "8: the class axis beats the nearer context",
    { G: { stepMaterializationConfig: { wellFilter: 9 } }, P: { stepWellFilterConfig: { wellFilter: 2 } } },
    [9, 2, 2],
  ],
  [
    "9: also against the step",
    { G: { stepMaterializationConfig: { wellFilter: 9 } }, S: { stepWellFilterConfig: { wellFilter: 2 } } },
    [9, 2, 2],
  ],
  [
    "10: also for the step filter itself",
    { G: { stepWellFilterConfig: { wellFilter: 9 } }, P: { wellFilterConfig: { wellFilter: 2 } } },
    [9, 9, 9],
  ],
  ["16: nothing flows upward", { S: { stepMaterializationConfig: { wellFilter: 7 } } }, [7, null, null]],
])("%s", (_, set, [m, n, w]) => {
  const { M, N, W } = resolve(set);
  expect([M.wells, N.wells, W.wells]).toEqual([m, n, w]);
});

test("11: streaming defaults feed each viewer, which keeps its own port", () => {
  const { N } = resolve({ P: { streamingDefaults: { host: "h" } } });
  expect([N.host, N.port]).toEqual(["h", 5555]);
});

test("12: the common ancestor reaches everything", () => {
  const { M, N, W } = resolve({ P: { wellFilterConfig: { wellFilterMode: "exclude" } } });
  expect([M.mode, N.mode, W.mode]).toEqual(["exclude", "exclude", "exclude"]);
});

test("13: enabling at global level holds for a step that sets something else", () => {
  const { M } = resolve({
    G: { stepMaterializationConfig: { enabled: true } },
    S: { stepMaterializationConfig: { subDir: "x" } },
  });
  expect([M.enabled, M.subDir]).toEqual([true, "x"]);
});

test("14: enabling is explicit", () => {
  const { M } = resolve({ S: { stepMaterializationConfig: { subDir: "x" } } });
  expect([M.enabled, M.subDir]).toEqual([false, "x"]);
});

test("15: enabling the streaming defaults enables the viewers", () => {
  expect(resolve({ G: { streamingDefaults: { enabled: true } } }).N.enabled).toBe(true);
});

test("17: an unset scalar of the pipeline comes from the global scope, a set one wins, and without contexts the default stands", () => {
  const inGlobal = (given: { numWorkers?: number }) =>
    enterConfig([configContext("global", { numWorkers: 8 })], () => new PipelineConfig(given).numWorkers);
  expect([inGlobal({}), inGlobal({ numWorkers: 2 }), new PipelineConfig().numWorkers]).toEqual([8, 2, 1]);
});
