import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { startStages, type RunningStages } from "../../src/harness/app/runs/start-stages.ts";
import { median } from "./measure/median.ts";

export const name = "watch";

const rounds = 15;
const reloads = 200;

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties: { StageName: dev }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      CodeUri: src
      MemorySize: 512
      Events:
        Get: { Type: Api, Properties: { RestApiId: !Ref Api, Path: /round, Method: get } }
`;

const handler = `import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { round } from "./round.ts";
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
export const handler = async (): Promise<object> => ({ statusCode: client ? 200 : 500, body: String(round) });
`;

/** Builds the handler in a process of its own, as a watcher without Lockstep would, and loads the result. */
const reference = `import { build } from "esbuild";
await build({ entryPoints: ["src/app.ts"], bundle: true, platform: "node", format: "cjs", packages: "external", outfile: "out/app.cjs" });
const { createRequire } = await import("node:module");
createRequire(import.meta.url)("./out/app.cjs");
`;

/** Reads the round until it is the one that was written; gives the milliseconds since `begunAt`. */
async function untilRound(url: string, round: number, begunAt: number): Promise<number> {
  const response = await fetch(`${url}/round`);
  const text = await response.text();
  if (text !== String(round)) throw new Error(`round ${String(round)} was answered with ${text}`);
  return performance.now() - begunAt;
}

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") Reflect.apply(collect, null, []);
}

function openHandles(): number {
  return process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0;
}

async function measureEdits(running: RunningStages, root: string): Promise<readonly number[]> {
  const url = running.stages[0]?.url ?? "";
  const times: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await delay(400);
    const begunAt = performance.now();
    writeFileSync(path.join(root, "src/round.ts"), `export const round = ${String(round)};\n`);
    times.push(await untilRound(url, round, begunAt));
  }
  return times;
}

/** What 200 reloads leave: the heap after the second half as a multiple of that after the first, and new handles. */
async function measureGrowth(running: RunningStages, root: string) {
  const url = running.stages[0]?.url ?? "";
  const heaps: number[] = [];
  const handles: number[] = [];
  for (let round = 1; round <= reloads; round += 1) {
    writeFileSync(
      path.join(root, "src/round.ts"),
      `export const round = ${String(1000 + round)};\n`,
    );
    await untilRound(url, 1000 + round, 0);
    if (round % (reloads / 2) > 0) continue;
    await delay(1000);
    collectGarbage();
    heaps.push(process.memoryUsage().heapUsed);
    handles.push(openHandles());
  }
  const [half = 1, whole = Number.NaN] = heaps;
  return { heap: whole / half, handles: (handles[1] ?? 0) - (handles[0] ?? 0) };
}

/**
 * A save of a module that a TypeScript handler imports, to the first answer by it: the request is sent at once, and
 * fails the benchmark when it is answered by the old code. The handler imports lib-dynamodb. The reference is a
 * process that builds the same handler with esbuild and loads it. Then 200 reloads in a row.
 */
export async function run(): Promise<Readonly<Record<string, number>>> {
  const root = mkdtempSync(path.join(tmpdir(), "lockstep-watch-"));
  mkdirSync(path.join(root, "src"));
  symlinkSync(modules, path.join(root, "node_modules"), "junction");
  writeFileSync(path.join(root, "package.json"), '{ "type": "module" }');
  writeFileSync(path.join(root, "template.yaml"), template);
  writeFileSync(path.join(root, "src/app.ts"), handler);
  writeFileSync(path.join(root, "src/round.ts"), "export const round = 0;\n");
  writeFileSync(path.join(root, "reference.mjs"), reference);
  const running = await startStages({ overrides: { root }, port: "0", watch: true, say: () => {} });
  try {
    await untilRound(running.stages[0]?.url ?? "", 0, 0);
    const times = await measureEdits(running, root);
    const references = Array.from({ length: 5 }, () => {
      const begunAt = performance.now();
      const { status } = spawnSync(process.execPath, ["reference.mjs"], { cwd: root });
      if (status !== 0) throw new Error("the reference failed");
      return performance.now() - begunAt;
    });
    const { heap, handles } = await measureGrowth(running, root);
    return {
      "edit to first new answer / cold build and start": median(times) / median(references),
      "edit to first new answer (ms)": median(times),
      "heap after 200 reloads / after 100": heap,
      "handles of 100 more reloads": handles,
    };
  } finally {
    await running.close();
    rmSync(root, { recursive: true, force: true });
  }
}
