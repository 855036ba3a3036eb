import path from "node:path";
import { createConsumerProject, type ConsumerProject } from "./consumer-project.ts";

/** The oldest Node.js the published package supports. */
export const oldestNode = "22.19.0";

/** A Node.js to prove the package under. */
export interface Runtime {
  /** Folder of its binary. */
  readonly folder: string;
  readonly remove: () => void;
}

/** Install the oldest supported Node.js; "unreachable" when the registry does not answer. */
export async function installOldestNode(): Promise<Runtime | "unreachable"> {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const project: ConsumerProject | "unreachable" = await createConsumerProject(undefined, [
    `${name}@${oldestNode}`,
  ]);
  if (project === "unreachable") return project;
  return {
    folder: path.join(project.folder, "node_modules", name, "bin"),
    remove: project.remove,
  };
}
