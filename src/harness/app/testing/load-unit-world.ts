import type { Project } from "../project/load-project.ts";
import type { UnitWorld } from "../project/start-unit-world.ts";
import { session } from "./session.ts";

/** The world of a project in this process; what it is made of is loaded when it is first asked for. */
export async function loadUnitWorld(project: Project): Promise<UnitWorld> {
  const { unitWorld } = await import("../project/start-unit-world.ts");
  return unitWorld(project, session().worlds);
}
