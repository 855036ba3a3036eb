import { randomBytes } from "node:crypto";
import { openEvidenceFile } from "../project/evidence-files.ts";
import type { EvidenceSink } from "../../core/evidence.ts";
import type { Project } from "../project/load-project.ts";
import type { UnitWorld } from "../project/start-unit-world.ts";

/** The test that is running, as far as the runner told. */
export interface RunningTest {
  readonly file: string | null;
  readonly title: string | null;
}

/**
 * What the entries of the library share in one process. It hangs on `globalThis`, since the ESM and
 * CommonJS builds may both be loaded.
 */
export interface Session {
  /** Projects by the options they were opened with. */
  readonly projects: Map<string, Project>;
  /** Tables and environment for functions in this process, by project root and stage. */
  readonly worlds: Map<Project, UnitWorld>;
  /** The project opened last: what an assertion about a value from elsewhere is about. */
  current: Project | null;
  /** Results and responses the library gave out, with the project they are of. */
  readonly origins: WeakMap<object, Project>;
  test: RunningTest;
  readonly sinks: Map<string, EvidenceSink>;
  /** Things to close when the runner is done. */
  readonly open: Set<() => Promise<void>>;
}

const key = Symbol.for("lockstep-sam.session");

function isSession(value: unknown): value is Session {
  return typeof value === "object" && value !== null && "projects" in value;
}

/** The session of this process. */
export function session(): Session {
  const existing: unknown = Reflect.get(globalThis, key);
  if (isSession(existing)) return existing;
  const fresh: Session = {
    projects: new Map(),
    worlds: new Map(),
    current: null,
    origins: new WeakMap(),
    test: { file: null, title: null },
    sinks: new Map(),
    open: new Set(),
  };
  Reflect.set(globalThis, key, fresh);
  return fresh;
}

/** Notes which project a value given to the test is of. */
export function withOrigin<T extends object>(value: T, project: Project): T {
  session().origins.set(value, project);
  return value;
}

/**
 * Where this session leaves evidence about a project: a file of its own. Runners give each test file a
 * global object (jest) or a thread (vitest) of its own within one process, so its id alone would let
 * them replace each other's.
 */
export function evidenceSink(project: Project): EvidenceSink {
  const { sinks } = session();
  const { root } = project.config;
  const known = sinks.get(root);
  if (known !== undefined) return known;
  const name = `tests-${process.pid}-${randomBytes(4).toString("hex")}`;
  const fresh = openEvidenceFile(root, name, Date.now());
  sinks.set(root, fresh);
  return fresh;
}

/** Closes whatever tests left open. Runners with a hook for it call this at the end. */
export async function closeSession(): Promise<void> {
  const { open } = session();
  const closing = [...open];
  open.clear();
  await Promise.all(closing.map((close) => close()));
}
