import { startStages } from "../../../src/harness/app/runs/start-stages.ts";
import { projectRequest } from "../projects/write-project.ts";
import { serveBench } from "./serve-bench.ts";

// A project as `lockstep start` serves it, with all it says: functions in processes, edits looked for.
await serveBench(async () => {
  const root = process.env["BENCH_PROJECT"] ?? "";
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const running = await startStages({ overrides: { root }, port: "0", watch: true, say });
  const [stage] = running.stages;
  if (stage === undefined) throw new Error("the project holds no API");
  return { url: `${stage.url}${projectRequest.path}`, close: () => running.close() };
});
