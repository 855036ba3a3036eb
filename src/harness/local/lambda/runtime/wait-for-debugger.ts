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
    const start = { scriptId, lineNumber: from.line, columnNumber: from.column };
    const location = firstStatement(session, start, params.isModule === true);
    if (location !== null) session.post("Debugger.setBreakpoint", { location });
  });
  session.post("Debugger.enable");
}

/** How many lines are tried: a module whose first statement comes later runs to the first breakpoint. */
const triedLines = 2000;

/**
 * The first place of the module's own level: asked from a line inside a function, or where one begins, V8 tells that
 * function's places alone. A CommonJS module is itself a function, which ends before the script does.
 */
function firstStatement(
  session: Session,
  start: Debugger.Location,
  isModule: boolean,
): Debugger.Location | null {
  const end = placesFrom(session, start, false).at(isModule ? -1 : -2);
  for (let line = start.lineNumber; line < start.lineNumber + triedLines; line += 1) {
    const from =
      line === start.lineNumber ? start : { ...start, lineNumber: line, columnNumber: 0 };
    const places = placesFrom(session, from, true);
    const [first, last] = [places[0], places.at(-1)];
    if (first === undefined || last === undefined) continue;
    const ends = last.lineNumber === end?.lineNumber && last.columnNumber === end.columnNumber;
    if (ends) return first;
  }
  return null;
}

/** Sessions of the own thread answer at once. */
function placesFrom(
  session: Session,
  start: Debugger.Location,
  restrictToFunction: boolean,
): readonly Debugger.BreakLocation[] {
  let found: readonly Debugger.BreakLocation[] = [];
  session.post(
    "Debugger.getPossibleBreakpoints",
    { start, restrictToFunction },
    (error, result) => {
      if (error === null) found = result.locations;
    },
  );
  return found;
}
