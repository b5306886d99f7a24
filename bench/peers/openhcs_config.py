"""Times OpenHCS resolving lazy fields inside nested contexts: `openhcs_config.py READS ROUNDS FIELD ...`.

A FIELD is `<config>.<field>` in OpenHCS' names. Prints the milliseconds of each round and what the fields resolved to.
"""
import json
import logging
import sys
import time

logging.disable(logging.CRITICAL)
import openhcs.core.config as config

try:  # 0.8.6 moved its configuration framework into a package of its own
    from objectstate.context_manager import config_context
    from objectstate.lazy_factory import ensure_global_config_context
except ImportError:
    from openhcs.config_framework.context_manager import config_context
    from openhcs.config_framework.lazy_factory import ensure_global_config_context

reads, rounds = int(sys.argv[1]), int(sys.argv[2])
fields = [name.split(".") for name in sys.argv[3:]]
settings = config.GlobalPipelineConfig(num_workers=8, well_filter_config=config.WellFilterConfig(well_filter=3))
ensure_global_config_context(config.GlobalPipelineConfig, settings)
levels = [
    settings,
    config.PipelineConfig(path_planning_config=config.LazyPathPlanningConfig(sub_dir="there")),
    config.PipelineConfig(streaming_defaults=config.LazyStreamingDefaults(host="plate")),
    config.PipelineConfig(step_well_filter_config=config.LazyStepWellFilterConfig(well_filter=2)),
]
lazy = {name: getattr(config, "Lazy" + "".join(part.title() for part in name.split("_")))() for name, _ in fields}
questions = [(lazy[name], field) for name, field in fields]
asked = [questions[i % len(questions)] for i in range(reads)]


def inside(rest):
    if rest:
        with config_context(rest[0]):
            return inside(rest[1:])
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        for instance, field in asked:
            getattr(instance, field)
        times.append(1000 * (time.perf_counter() - started))
    values = {f"{name}.{field}": getattr(lazy[name], field) for name, field in fields}
    return {"milliseconds": times, "values": values}


print(json.dumps(inside(levels), default=lambda value: getattr(value, "value", str(value))))
