import { spawn } from "node:child_process";
import { once } from "node:events";
import { repository } from "../../../scripts/support/repository.ts";

/**
 * Wall time of a Node.js process from its start to its end, in milliseconds; the reference is one that does nothing
 * (`-e 0`).
 *
 * @throws Error when it does not end with 0
 */
export async function timeNode(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { cwd: repository, stdio: "ignore" });
  const [exitCode] = (await once(child, "exit")) as readonly unknown[];
  if (exitCode !== 0) throw new Error(`node ${args.join(" ")} ended with ${String(exitCode)}`);
  return performance.now() - start;
}
