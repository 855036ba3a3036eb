import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../support/lambda/free-port.ts";
import { readAnswer, type ServerProcess } from "./compare-servers.ts";
import { readProcessSeconds } from "./read-child-usage.ts";
import { projectRequest } from "../projects/write-project.ts";

const startLimitMs = 60_000;

/**
 * Starts serverless-offline, with its own defaults: a worker thread for each request in flight.
 *
 * @param root folder of a project `writeProject` wrote, its packages included
 */
export async function startServerlessOffline(root: string): Promise<ServerProcess> {
  const [port, lambdaPort] = [await freePort(), await freePort()];
  const program = path.join(root, "node_modules", "osls", "bin", "serverless.js");
  const ports = ["--httpPort", String(port), "--lambdaPort", String(lambdaPort)];
  const args = [program, "offline", "start", "--noPrependStageInUrl", ...ports];
  const env = { ...process.env, SLS_TELEMETRY_DISABLED: "1", SLS_NOTIFICATIONS_MODE: "off" };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: "ignore" });
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async (): Promise<void> => {
    process.off("exit", kill);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    kill();
    await exited;
  };
  const url = `http://127.0.0.1:${String(port)}${projectRequest.path}`;
  const end = performance.now() + startLimitMs;
  for (;;) {
    try {
      await readAnswer({ url, body: projectRequest.body });
      const pid = child.pid ?? 0;
      return { url, pid, cpuSeconds: async () => readProcessSeconds(pid), stop };
    } catch (error) {
      if (performance.now() < end && child.exitCode === null) {
        await delay(200);
        continue;
      }
      await stop();
      throw new Error("serverless-offline does not answer", { cause: error });
    }
  }
}
