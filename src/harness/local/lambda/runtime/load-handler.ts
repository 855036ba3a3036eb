import { RuntimeError } from "./describe-failure.ts";
import { handlerMode } from "./install-streaming.ts";

/** A handler as the runtime calls it. */
export type Handler = (event: unknown, context: unknown, callback?: unknown) => unknown;

/** Which handler to load. */
export interface HandlerReference {
  /** URL of the module, ready to be imported. */
  readonly moduleUrl: string;
  /** `Handler` as the template writes it; names the handler in errors. */
  readonly handler: string;
  readonly exportName: string;
  readonly runtimeMajor: number;
}

const callbackRemoved =
  "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. " +
  "You need to modify this function to use a supported handler signature to use Node.js 24 or later. " +
  "For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.";

/** Checks a handler's name as the Node.js runtime does before it looks for the module. */
export function checkHandlerName(handler: string): void {
  if (handler.includes("..")) {
    throw new RuntimeError(
      "init",
      "Runtime.MalformedHandlerName",
      `'${handler}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const base = handler.replace(/\/+$/, "").replace(/^.*\//s, "");
  if (!base.includes(".")) {
    throw new RuntimeError("init", "Runtime.MalformedHandlerName", "Bad handler");
  }
}

/**
 * Loads a handler with the rules of the Node.js runtime interface client (4 for nodejs24.x, 3 before):
 * a named export comes first, then the property of the default export (`module.exports`).
 * Throws `RuntimeError` (`Runtime.ImportModuleError`, `Runtime.HandlerNotFound`, …) or whatever the
 * module threw while it loaded.
 *
 * @param load how to load a module; by default `import`
 */
export async function loadHandler(
  reference: HandlerReference,
  load: (moduleUrl: string) => Promise<unknown> = (moduleUrl) => import(moduleUrl),
): Promise<Handler> {
  checkHandlerName(reference.handler);
  const loaded = await importModule(reference.moduleUrl, load);
  const found = findExport(loaded, reference);
  if (!found) {
    throw new RuntimeError(
      "init",
      "Runtime.HandlerNotFound",
      `${reference.handler} is undefined or not exported`,
    );
  }
  if (!isHandler(found)) {
    throw new RuntimeError(
      "init",
      "Runtime.HandlerNotFound",
      `${reference.handler} is not a function`,
    );
  }
  const mode = handlerMode(found);
  if (mode === "malformed") {
    const text = "Only response streaming is supported.";
    throw new RuntimeError("init", "Runtime.MalformedStreamingHandler", text);
  }
  if (reference.runtimeMajor >= 24 && mode === "buffered" && found.length >= 3) {
    throw new RuntimeError("init", "Runtime.CallbackHandlerDeprecated", callbackRemoved);
  }
  return found;
}

async function importModule(
  url: string,
  load: (moduleUrl: string) => Promise<unknown>,
): Promise<object> {
  try {
    const loaded = await load(url);
    return typeof loaded === "object" && loaded !== null ? loaded : {};
  } catch (error) {
    throw importFailure(error);
  }
}

/** The runtime wraps a syntax error and a missing module; what the module threw goes out as it is. */
function importFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const trace = error.stack;
  // An `import` of what is not there (ERR_MODULE_NOT_FOUND) goes out as the error it is.
  if (error instanceof SyntaxError) {
    return new RuntimeError("init", "Runtime.UserCodeSyntaxError", String(error), trace);
  }
  const code: unknown = Reflect.get(error, "code");
  if (code === "MODULE_NOT_FOUND") {
    const name = "Runtime.ImportModuleError";
    const stack = `${name}: ${String(error)}\n${trace ?? ""}`;
    return new RuntimeError("init", name, String(error), stack);
  }
  return error;
}

/**
 * The named export, else the member of the default export. Up to nodejs22 only CommonJS has the
 * latter (it is `module.exports`), while a path may also lead through functions.
 */
function findExport(loaded: object, { exportName, runtimeMajor }: HandlerReference): unknown {
  const path = exportName.split(".");
  const modern = runtimeMajor >= 24;
  const named = member(loaded, path, modern);
  if (named || !(modern || isCommonJs(loaded))) return named;
  return member(Reflect.get(loaded, "default"), path, modern);
}

/** Node.js 23 and later tell what `import` made of a CommonJS module; before, it cannot be told. */
function isCommonJs(loaded: object): boolean {
  return Number(process.versions.node.split(".", 1)[0]) < 23 || "module.exports" in loaded;
}

function member(root: unknown, path: readonly string[], onlyObjects: boolean): unknown {
  let current: unknown = root;
  for (const name of path) {
    const passable = typeof current === "object" || (!onlyObjects && typeof current === "function");
    if (!passable || !isHolder(current)) return undefined;
    current = Reflect.get(current, name);
  }
  return current;
}

function isHolder(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

function isHandler(value: unknown): value is Handler {
  return typeof value === "function";
}
