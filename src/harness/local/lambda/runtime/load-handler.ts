import { RuntimeError } from "./describe-failure.ts";

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
  const base = handler.slice(handler.lastIndexOf("/") + 1);
  if (!base.includes(".")) {
    throw new RuntimeError("init", "Runtime.MalformedHandlerName", "Bad handler");
  }
}

/**
 * Loads a handler with the rules of runtime nodejs24.x: the module is imported whatever its kind;
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
  const path = reference.exportName.split(".");
  const found = member(loaded, path) ?? member(Reflect.get(loaded, "default"), path);
  if (found === undefined || found === null) {
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
  if (reference.runtimeMajor >= 24 && found.length >= 3) {
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
  if (error instanceof SyntaxError) {
    return new RuntimeError("init", "Runtime.UserCodeSyntaxError", String(error), trace);
  }
  const code: unknown = Reflect.get(error, "code");
  if (code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND") {
    return new RuntimeError("init", "Runtime.ImportModuleError", String(error), trace);
  }
  return error;
}

function member(root: unknown, path: readonly string[]): unknown {
  let current: unknown = root;
  for (const name of path) {
    if ((typeof current !== "object" && typeof current !== "function") || current === null) {
      return undefined;
    }
    current = Reflect.get(current, name);
  }
  return current;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === "function";
}
