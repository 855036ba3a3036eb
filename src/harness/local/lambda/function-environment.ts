import { delimiter } from "node:path";
import type { FunctionDefinition } from "../../core/function-invoker.ts";
import { pathsInLayers, withLayerFolders } from "./layers/layer-paths.ts";

/** What the environment of one execution environment is made of. */
export interface FunctionEnvironmentInput {
  readonly definition: FunctionDefinition;
  /** Region, credentials and endpoints, the same for every function. */
  readonly shared: Readonly<Record<string, string>>;
  readonly logStreamName: string;
  /** Folder that stands for the function's `/tmp`. */
  readonly temporaryFolder: string;
}

const posixDefaults: Readonly<Record<string, string>> = {
  LANG: "en_US.UTF-8",
  PATH: "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
  TZ: ":UTC",
};

/** What no process on Windows starts without. */
const windowsNeeds = ["SystemRoot", "ComSpec", "PATHEXT", "Path", "PATH", "windir"] as const;

/**
 * The variables a function's process gets: its own, then those Lambda reserves (AWS Lambda, "Defined
 * runtime environment variables"). Nothing of the developer's shell is in it, except on Windows the few
 * a process cannot start without.
 */
export function functionEnvironment(input: FunctionEnvironmentInput): Record<string, string> {
  const { definition, temporaryFolder } = input;
  const { [layersVariable]: _notTheFunctions, ...variables } = variablesOf(input);
  return {
    ...layerVariables(definition, variables),
    TMPDIR: temporaryFolder,
    TEMP: temporaryFolder,
    TMP: temporaryFolder,
  };
}

function variablesOf(input: FunctionEnvironmentInput): Record<string, string> {
  const { definition } = input;
  return {
    ...platformDefaults(),
    ...changeableVariables(input),
    ...input.shared,
    ...definition.environment,
    ...reservedAmong(input.shared),
    ...reservedVariables(input),
  };
}

/** Lists of folders that programs are looked up in, and that layers are part of. */
const folderLists = ["NODE_PATH", "PATH", "PYTHONPATH", "LD_LIBRARY_PATH"] as const;

/**
 * `/opt` cannot be mounted: lists of folders name those of the layers in its place. What the runtimes of
 * other languages look into by themselves is added.
 */
function layerVariables(
  { layers, runtime }: FunctionDefinition,
  variables: Record<string, string>,
): Record<string, string> {
  if (layers.length === 0) return variables;
  const changed = { ...variables };
  for (const name of folderLists) {
    const list = changed[name];
    if (list !== undefined) changed[name] = withLayerFolders(list, layers);
  }
  if (runtime.startsWith("nodejs")) return { ...changed, [layersVariable]: JSON.stringify(layers) };
  const add = (name: string, found: readonly string[]): void => {
    const own = changed[name];
    const missing = found.filter((folder) => own?.split(delimiter).includes(folder) !== true);
    if (missing.length > 0)
      changed[name] = [...(own === undefined ? [] : [own]), ...missing].join(delimiter);
  };
  if (runtime.startsWith("python")) {
    const versioned = `python/lib/${runtime}/site-packages`;
    add(
      "PYTHONPATH",
      [versioned, "python"].flatMap((each) => pathsInLayers(layers, each)),
    );
  }
  add("LD_LIBRARY_PATH", pathsInLayers(layers, "lib"));
  return changed;
}

/** Tells the runtime where layers lie; the runtime takes it out before the function's code runs. */
export const layersVariable = "LOCKSTEP_LAYERS";

/** Group the function's log would go to. */
export function logGroupOf({ logging, functionName }: FunctionDefinition): string {
  return logging.logGroup ?? `/aws/lambda/${functionName}`;
}

/** What Lambda sets and a function may set otherwise. */
function changeableVariables({ definition }: FunctionEnvironmentInput): Record<string, string> {
  const runtime = definition.runtime.replace(/\.x$/, "");
  return {
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2000",
    NODE_PATH: [
      `/opt/nodejs/${runtime.replace("nodejs", "node")}/node_modules`,
      "/opt/nodejs/node_modules",
      "/var/runtime/node_modules",
      "/var/runtime",
      definition.codeRoot,
    ].join(delimiter),
  };
}

/** Lambda sets them for JSON only. */
function loggingVariables({ logging }: FunctionDefinition): Record<string, string> {
  if (logging.format !== "JSON") return {};
  return { AWS_LAMBDA_LOG_FORMAT: "JSON", AWS_LAMBDA_LOG_LEVEL: logging.applicationLevel };
}

/** Reserved names a template cannot set: the shared values win over a function's own. */
const reservedShared = [
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
] as const;

function reservedAmong(shared: Readonly<Record<string, string>>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of reservedShared) {
    const value = shared[name];
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function reservedVariables(input: FunctionEnvironmentInput): Record<string, string> {
  const { definition, logStreamName } = input;
  return {
    AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_FUNCTION_NAME: definition.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(definition),
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    ...loggingVariables(definition),
    // Addresses of services that are not here: loopback, so that nothing leaves the machine.
    AWS_LAMBDA_RUNTIME_API: "127.0.0.1:9001",
    _AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1",
    _AWS_XRAY_DAEMON_PORT: "2000",
    LAMBDA_TASK_ROOT: definition.codeRoot,
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    PWD: definition.codeRoot,
    _HANDLER: definition.handler,
  };
}

function platformDefaults(): Record<string, string> {
  if (process.platform !== "win32") return { ...posixDefaults };
  const needed = windowsNeeds.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(needed), TZ: "UTC" };
}
