import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseJson, type JsonObject, type JsonValue } from "../../../src/harness/core/json.ts";
import { asObject } from "./read-result.ts";

/** Where a debugger stopped. */
export interface Pause {
  readonly reason: string;
  /** Absolute path of the source, by the source map where the script has one. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly callFrameId: string;
}

/** A debugger of the Chrome DevTools Protocol, which knows no more than an editor does. */
export interface DebugClient {
  /** Breaks on a line (from 1) of a source file, in whatever script turns out to be made of it. */
  breakAt(file: string, line: number): void;
  /** Lets a process that waits for a debugger run. */
  run(): Promise<void>;
  nextPause(): Promise<Pause>;
  evaluate(pause: Pause, expression: string): Promise<JsonValue | undefined>;
  resume(): Promise<void>;
  close(): void;
}

interface Script {
  readonly url: string;
  readonly map: SourceMap | null;
}

interface Wanted {
  readonly url: string;
  readonly line: number;
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The source map a script names, read by the URL its comment resolves to. */
function mapOf(script: JsonObject): SourceMap | null {
  const [base, comment] = [textOf(script["url"]), textOf(script["sourceMapURL"])];
  if (comment === "" || !base.startsWith("file:")) return null;
  const url = new URL(comment, base).href;
  if (!url.startsWith("file:") || !existsSync(fileURLToPath(url))) return null;
  const value = asObject(parseJson(readFileSync(fileURLToPath(url), "utf8")));
  const sources = Array.isArray(value["sources"]) ? value["sources"].map(textOf) : [];
  const payload = {
    file: "",
    version: 3,
    // An editor resolves them against the map's own URL.
    sources: sources.map((source) => new URL(source, url).href),
    sourcesContent: [],
    names: [],
    mappings: textOf(value["mappings"]),
    sourceRoot: "",
  };
  return new SourceMap(payload);
}

/** Opens a session with the inspector at an address (`ws://127.0.0.1:9229/…`). */
export async function attachDebugger(address: string): Promise<DebugClient> {
  const socket = new WebSocket(address);
  const answers = new Map<number, (result: JsonObject) => void>();
  const pauses: Pause[] = [];
  const waiting: ((pause: Pause) => void)[] = [];
  const scripts = new Map<string, Script>();
  const wanted: Wanted[] = [];
  let last = 0;
  const send = (method: string, params: JsonObject = {}): Promise<JsonObject> =>
    new Promise((resolve) => {
      last += 1;
      answers.set(last, resolve);
      socket.send(JSON.stringify({ id: last, method, params }));
    });

  /** Sets the breakpoints a script with a source map is to have. */
  const place = async (scriptId: string): Promise<void> => {
    const script = scripts.get(scriptId);
    const text = script === undefined ? null : fileURLToPath(script.url);
    if (script?.map === undefined || script.map === null || text === null) return;
    const lines = readFileSync(text, "utf8").split("\n");
    for (const { url, line } of wanted) {
      const at = findGenerated(script.map, lines, url, line);
      if (at !== null) await send("Debugger.setBreakpoint", { location: { scriptId, ...at } });
    }
  };
  const onPaused = async (params: JsonObject): Promise<void> => {
    const frames = params["callFrames"] ?? null;
    const frame = asObject(isList(frames) ? frames[0] : undefined);
    const location = asObject(frame["location"]);
    const scriptId = textOf(location["scriptId"]);
    const reason = textOf(params["reason"]);
    if (reason === "instrumentation") {
      await place(scriptId);
      await send("Debugger.resume");
      return;
    }
    const pause = toPause(frame, reason, scripts.get(scriptId));
    const next = waiting.shift();
    if (next === undefined) pauses.push(pause);
    else next(pause);
  };
  socket.addEventListener("message", ({ data }) => {
    const message = asObject(parseJson(String(data)));
    const { id, method } = message;
    const params = message["params"] === undefined ? {} : asObject(message["params"]);
    if (typeof id === "number") {
      answers.get(id)?.(asObject(message["result"] ?? {}));
      answers.delete(id);
    } else if (method === "Debugger.scriptParsed") {
      scripts.set(textOf(params["scriptId"]), {
        url: textOf(params["url"]),
        map: mapOf(params),
      });
    } else if (method === "Debugger.paused") void onPaused(params);
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", reject, { once: true });
  });
  await send("Runtime.enable");
  await send("Debugger.enable");
  // What VS Code asks for, to place breakpoints before a script with a source map runs.
  const instrumentation = "beforeScriptWithSourceMapExecution";
  await send("Debugger.setInstrumentationBreakpoint", { instrumentation });
  return {
    breakAt: (file, line) => {
      const { href } = pathToFileURL(file);
      wanted.push({ url: href, line });
      // A script without a source map is its own source.
      void send("Debugger.setBreakpointByUrl", { url: href, lineNumber: line - 1 });
    },
    run: async () => {
      await send("Runtime.runIfWaitingForDebugger");
    },
    nextPause: () => {
      const known = pauses.shift();
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve) => waiting.push(resolve));
    },
    evaluate: async ({ callFrameId }, expression) => {
      const answer = await send("Debugger.evaluateOnCallFrame", {
        callFrameId,
        expression,
        returnByValue: true,
      });
      return asObject(answer["result"])["value"];
    },
    resume: async () => {
      await send("Debugger.resume");
    },
    close: () => socket.close(),
  };
}

/** The first generated place (from 0) of a line of a source (from 1). */
function findGenerated(
  map: SourceMap,
  lines: readonly string[],
  url: string,
  line: number,
): { readonly lineNumber: number; readonly columnNumber: number } | null {
  for (const [lineNumber, text] of lines.entries()) {
    for (let column = 0; column <= text.length; column += 1) {
      const entry = map.findEntry(lineNumber, column);
      if (!("originalSource" in entry) || entry.generatedLine !== lineNumber) continue;
      if (entry.originalSource !== url || entry.originalLine !== line - 1) continue;
      return { lineNumber, columnNumber: entry.generatedColumn };
    }
  }
  return null;
}

function toPause(frame: JsonObject, reason: string, script: Script | undefined): Pause {
  const location = asObject(frame["location"]);
  const [line, column] = [Number(location["lineNumber"]), Number(location["columnNumber"])];
  const callFrameId = textOf(frame["callFrameId"]);
  const entry = script?.map?.findEntry(line, column);
  if (entry !== undefined && "originalSource" in entry) {
    const file = fileURLToPath(entry.originalSource);
    return { reason, file, line: entry.originalLine + 1, callFrameId };
  }
  return { reason, file: fileURLToPath(script?.url ?? ""), line: line + 1, callFrameId };
}
