import { repository } from "../../../scripts/support/repository.ts";
import { defineFunctions } from "../../../src/harness/app/project/define-functions.ts";
import { loadProject } from "../../../src/harness/app/project/load-project.ts";
import { randomIds, systemClock } from "../../../src/harness/app/project/project-files.ts";
import { resolveConfig } from "../../../src/harness/app/project/resolve-config.ts";
import { TraceLog } from "../../../src/harness/app/project/trace-log.ts";
import type { FunctionInvoker } from "../../../src/harness/core/function-invoker.ts";
import { createStage } from "../../../src/harness/local/stage/create-stage.ts";
import { projectRequest } from "../projects/write-project.ts";
import { readBenchAnswer, serveBench } from "./serve-bench.ts";

// The stage of an API, the Order API by default, over functions that answer at once: what API Gateway's part costs.
await serveBench(async () => {
  const { status, headers, body } = readBenchAnswer();
  const type = headers.find(([name]) => name.toLowerCase() === "content-type");
  const payload = {
    statusCode: status,
    headers: type === undefined ? {} : { [type[0]]: type[1] },
    body,
  };
  const root = process.env["BENCH_PROJECT"];
  const { config } = await resolveConfig({ root: root ?? repository });
  const project = loadProject(config);
  const [api] = project.apis;
  if (api === undefined) throw new Error("the project holds no API");
  const invoker: FunctionInvoker = {
    functions: new Map(defineFunctions(project).map((each) => [each.logicalId, each])),
    invoke: async () => ({
      payload,
      failure: null,
      logs: [],
      durationMs: 0,
      initDurationMs: null,
      stream: null,
      report: null,
    }),
    close: async () => {},
  };
  // As `lockstep start` has it.
  const traces = new TraceLog();
  const stage = createStage({
    api: api.wired,
    stageName: "dev",
    stageVariables: api.wired.resource.stageVariables,
    schemas: api.registry,
    invoker,
    ports: { clock: systemClock, ids: randomIds },
    onExchange: ({ trace }) => traces.note(trace),
  });
  const server = await stage.listen({ port: 0 });
  const path = root === undefined ? "/orders/ORD-BENCH00001" : projectRequest.path;
  return { url: `${server.baseUrl}${path}`, close: () => server.close(0) };
});
