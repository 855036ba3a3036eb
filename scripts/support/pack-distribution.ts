import path from "node:path";
import { distribution } from "./repository.ts";
import { runCommand } from "./run-command.ts";

/**
 * Pack the built package into a folder.
 *
 * @returns path of the tarball
 * @throws Error with npm's output when it does not pack
 */
export async function packDistribution(destination: string): Promise<string> {
  const packed = await runCommand(
    "npm",
    ["pack", "--json", "--pack-destination", destination, distribution],
    { cwd: destination },
  );
  const name = /"filename":\s*"([^"]+\.tgz)"/.exec(packed.stdout)?.[1];
  if (packed.exitCode !== 0 || name === undefined) throw new Error(`npm pack:\n${packed.output}`);
  return path.join(destination, name);
}
