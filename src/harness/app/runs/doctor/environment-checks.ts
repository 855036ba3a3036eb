import { accessSync, constants, existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { startVerifier } from "../../../checks/contracts/verification/start-verifier.ts";
import { findDynoxide } from "../../../local/aws/start-dynoxide.ts";
import { startEngine } from "../../../local/aws/start-engine.ts";
import { toolEngines, toolName, toolVersion } from "../../report/tool-version.ts";
import { defaultPort } from "../default-port.ts";
import { fail, ok, warn, type DoctorAnswer } from "./doctor-check.ts";

function isAtLeast(found: string, needed: string): boolean {
  const [have, want] = [found, needed].map((text) => text.split(".").map(Number));
  for (const [index, number] of (want ?? []).entries()) {
    const difference = (have?.[index] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** Is the running Node.js one the package runs on? */
export function checkNode(found: string, engines: string = toolEngines()): DoctorAnswer {
  const needed = /(\d+(?:\.\d+)*)/.exec(engines)?.[1] ?? "0";
  return isAtLeast(found, needed)
    ? ok(`Node.js ${found} (needed: ${engines}).`)
    : fail(
        `Node.js ${found} is too old; ${engines} is needed.`,
        `Install Node.js ${needed} or later.`,
      );
}

/** Which version of this package answers. */
export function checkPackage(): DoctorAnswer {
  return ok(`${toolName} ${toolVersion()}.`);
}

/** Does the bundler that builds handlers run here? Its binary is one for each platform. */
export async function checkEsbuild(): Promise<DoctorAnswer> {
  try {
    const { transform, version } = await import("esbuild");
    await transform("export const answer: number = 42;", { loader: "ts" });
    return ok(`esbuild ${version} builds TypeScript.`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return fail(
      `esbuild does not run: ${message.split("\n")[0] ?? ""}`,
      "Install again with optional packages (npm install --include=optional), on the platform it runs on.",
    );
  }
}

/** Does Pact's native library load? In a process of its own, as for a verification. */
export async function checkPact(): Promise<DoctorAnswer> {
  try {
    const verifier = await startVerifier();
    verifier.close();
    return ok("Pact's native library loads.");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return fail(
      `Pact's native library does not load: ${message.split("\n")[0] ?? ""}`,
      "Install again on this platform; contracts can be compared (pact check) but not verified until then.",
    );
  }
}

/** Does a DynamoDB engine start? */
export async function checkDynamo(): Promise<DoctorAnswer> {
  const isFast = findDynoxide() !== null;
  const engine = await startEngine({ kind: "auto" });
  await engine.close();
  return ok(
    isFast
      ? `${engine.name} starts.`
      : `${engine.name} starts (dynoxide has no binary for ${process.platform}-${process.arch}).`,
  );
}

/** Is the port of `lockstep start` free? */
export function checkPort(port: number = defaultPort): Promise<DoctorAnswer> {
  return new Promise((settle) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? "is taken" : `cannot be used (${error.code ?? ""})`;
      settle(
        warn(
          `Port ${port} of 127.0.0.1, the default of lockstep start, ${why}.`,
          "End what listens there, or use lockstep start --port 0. lockstep check takes free ports.",
        ),
      );
    });
    server.listen(port, "127.0.0.1", () => {
      server.close(() => settle(ok(`Port ${port} of 127.0.0.1 is free.`)));
    });
  });
}

/** May `.lockstep` be written? */
export function checkWriteAccess(root: string): DoctorAnswer {
  const folder = join(root, ".lockstep");
  const asked = existsSync(folder) ? folder : root;
  try {
    accessSync(asked, constants.W_OK);
    return ok(`${folder} can be written.`);
  } catch {
    return fail(
      `${folder} cannot be written.`,
      "Give this user the right to write there: built functions and evidence are kept in it.",
    );
  }
}
