import type { Debugger, Session } from "node:inspector";
import { RuntimeError } from "./describe-failure.ts";
import type { InspectorSetting } from "./protocol.ts";

type Place = NonNullable<InspectorSetting["breakAt"]>;

/**
 * Opens the inspector of this process and blocks until a debugger has attached, so that its breakpoints are set
 * before the handler's module is loaded.
 */
export function waitForDebugger({ port, breakAt }: InspectorSetting, moduleUrl: string): void {
  // Not imported: a process without a debugger must not pay for it.
  const inspector = process.getBuiltinModule("node:inspector");
  inspector.open(port, "127.0.0.1", false);
  if (inspector.url() === undefined) {
    const text = `The inspector could not be opened on 127.0.0.1:${port}: another process listens there.`;
    throw new RuntimeError("init", "Lockstep.InspectorPortInUse", text);
  }
  inspector.waitForDebugger();
  if (breakAt !== null) breakAtFirstStatement(new inspector.Session(), moduleUrl, breakAt);
}

/**
 * Sets a breakpoint on the first statement of the module's own level, when it is parsed. `--inspect-brk` of Node.js
 * would stop in this program's main module, and a breakpoint on a line may move into a function that begins there.
 */
function breakAtFirstStatement(session: Session, moduleUrl: string, from: Place): void {
  session.connect();
  session.on("Debugger.scriptParsed", ({ params }) => {
    if (params.url !== moduleUrl) return;
    const { scriptId } = params;
    const location = firstStatement(session, { scriptId, lineNumber: from.line, columnNumber: from.column });
    if (location !== null) session.post("Debugger.setBreakpoint", { location });
  });
  session.post("Debugger.enable");
}

/** The last place of all belongs to the module's own level: so does each whose function ends there. */
function firstStatement(session: Session, start: Debugger.Location): Debugger.Location | null {
  const all = placesFrom(session, start, false);
  const end = all.at(-1);
  return (
    all.slice(0, 2000).find((place) => {
      const last = placesFrom(session, place, true).at(-1);
      return last?.lineNumber === end?.lineNumber && last?.columnNumber === end?.columnNumber;
    }) ?? null
  );
}

/** Sessions of the own thread answer at once. */
function placesFrom(
  session: Session,
  start: Debugger.Location,
  restrictToFunction: boolean,
): readonly Debugger.BreakLocation[] {
  let found: readonly Debugger.BreakLocation[] = [];
  session.post("Debugger.getPossibleBreakpoints", { start, restrictToFunction }, (error, result) => {
    if (error === null) found = result.locations;
  });
  return found;
}
