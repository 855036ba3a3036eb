import type {
  FunctionDefinition,
  FunctionFailure,
  Invocation,
  InvocationReport,
  LogLevel,
} from "../../core/function-invoker.ts";
import { isAtLeast } from "./runtime/log-format.ts";

/** What came of an invocation, as far as its report says. */
export interface Reported {
  readonly definition: FunctionDefinition;
  readonly invocation: Invocation;
  readonly failure: FunctionFailure | null;
  /** When the handler was called, in milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** `null` when the environment was warm. */
  readonly initDurationMs: number | null;
  /** True when the function failed while it initialised: the handler was never called. */
  readonly initFailed: boolean;
  readonly maxMemoryUsedMb: number | null;
  /** What the function wrote while it initialised, and during the invocation. */
  readonly initLines: readonly string[];
  readonly lines: readonly string[];
}

/**
 * The report of an invocation with its log as CloudWatch shows it (AWS Lambda guide, "Node.js function
 * logs" and "Schema of the Telemetry API"): INIT_START, START, END and REPORT in text, `platform.*`
 * records in JSON. The initialisation is billed, as on AWS since August 2025.
 */
export function reportInvocation(reported: Reported): InvocationReport {
  const { definition, failure, startedAt, durationMs, initDurationMs } = reported;
  const status = statusOf(failure);
  const timedOut = status === "timeout" && !reported.initFailed;
  const duration = timedOut ? definition.timeoutMs : durationMs;
  const report: Summary = {
    status,
    // Hundredths of a millisecond are all the report shows; less is noise of the clock.
    billedDurationMs: Math.ceil(Number((duration + (initDurationMs ?? 0)).toFixed(2))),
    memorySizeMb: definition.memoryMb,
    maxMemoryUsedMb: reported.maxMemoryUsedMb,
  };
  const endedAt = Math.ceil(startedAt + durationMs);
  const shown = { ...reported, durationMs: duration };
  let lines: readonly string[] | null = null;
  return {
    ...report,
    // Made when they are asked for: most reports are read by nobody.
    get lines() {
      lines ??=
        definition.logging.format === "JSON"
          ? jsonLines(shown, report, endedAt)
          : textLines(shown, report);
      return lines;
    },
  };
}

type Summary = Omit<InvocationReport, "lines">;

function statusOf(failure: FunctionFailure | null): InvocationReport["status"] {
  if (failure === null || !isPlatformFailure(failure)) return "success";
  return failure.kind === "timeout" ? "timeout" : "error";
}

/** An error the handler answered is a successful run to the platform; only an environment that broke is not. */
function isPlatformFailure({ kind }: FunctionFailure): boolean {
  return kind === "timeout" || kind === "exit" || kind === "memory" || kind === "init";
}

/** How the platform names what broke: `Runtime.OutOfMemory` where the answer says `Runtime.ExitError`. */
function errorTypeOf(failure: FunctionFailure): string {
  return failure.kind === "memory" ? "Runtime.OutOfMemory" : failure.errorType;
}

/** Named after the runtime, not after a version AWS has published: it is this machine's Node.js. */
function runtimeVersion({ runtime }: FunctionDefinition): string {
  return `${runtime.replace(/^nodejs(\d+)\.x$/, "nodejs:$1")}.local`;
}

function runtimeVersionArn({ arn }: FunctionDefinition): string {
  const [, partition = "aws", , region = ""] = arn.split(":");
  return `arn:${partition}:lambda:${region}::runtime:local`;
}

function functionArn({ definition: { arn }, invocation: { qualifier } }: Reported): string {
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}

function textLines(reported: Reported, report: Summary): readonly string[] {
  const { definition, invocation, initDurationMs, failure } = reported;
  const id = `RequestId: ${invocation.requestId}`;
  const cold = initDurationMs !== null;
  const version = `INIT_START Runtime Version: ${runtimeVersion(definition)}\tRuntime Version ARN: ${runtimeVersionArn(definition)}`;
  const failed =
    failure === null || report.status === "success"
      ? []
      : report.status === "timeout"
        ? ["Status: timeout"]
        : ["Status: error", `Error Type: ${errorTypeOf(failure)}`];
  const initDuration = cold ? `Init Duration: ${initDurationMs.toFixed(2)} ms` : null;
  const initReport = ["INIT_REPORT " + (initDuration ?? ""), "Phase: init", ...failed].join("\t");
  const broken =
    failure !== null && report.status === "error" && failure.kind !== "init"
      ? [failure.errorMessage, failure.errorType]
      : [];
  const columns = [
    `REPORT ${id}`,
    `Duration: ${reported.durationMs.toFixed(2)} ms`,
    `Billed Duration: ${report.billedDurationMs} ms`,
    `Memory Size: ${report.memorySizeMb} MB`,
    ...(report.maxMemoryUsedMb === null ? [] : [`Max Memory Used: ${report.maxMemoryUsedMb} MB`]),
    ...(initDuration === null ? [] : [initDuration]),
    ...failed,
  ];
  return [
    ...(cold ? [version, ...reported.initLines] : []),
    ...(cold && reported.initFailed ? [initReport] : []),
    `START ${id} Version: $LATEST`,
    ...reported.lines,
    ...broken,
    `END ${id}`,
    `${columns.join("\t")}\t`,
  ];
}

/** Each record has the time it tells of: sorted by time, the log keeps its order. */
function jsonLines(reported: Reported, report: Summary, endedAt: number): readonly string[] {
  const { definition, invocation, startedAt, initDurationMs } = reported;
  const { systemLevel } = definition.logging;
  const { requestId } = invocation;
  const at = (type: string, level: LogLevel, record: object, ms: number): readonly string[] => {
    const time = new Date(ms).toISOString();
    const line = JSON.stringify({ time, type: `platform.${type}`, record });
    return isAtLeast(level, systemLevel) ? [line] : [];
  };
  const failed = report.status !== "success";
  const initialised = {
    initializationType: "on-demand",
    phase: "init",
    runtimeVersion: runtimeVersion(definition),
    runtimeVersionArn: runtimeVersionArn(definition),
    functionName: definition.functionName,
    functionVersion: "$LATEST",
  };
  const status = {
    status: report.status,
    ...(failed && reported.failure !== null ? { errorType: errorTypeOf(reported.failure) } : {}),
  };
  const init = {
    initializationType: "on-demand",
    phase: "init",
    ...(reported.initFailed ? status : { status: "success" }),
    metrics: { durationMs: rounded(initDurationMs ?? 0) },
  };
  const metrics = {
    durationMs: rounded(reported.durationMs),
    billedDurationMs: report.billedDurationMs,
    memorySizeMB: report.memorySizeMb,
    ...(report.maxMemoryUsedMb === null ? {} : { maxMemoryUsedMB: report.maxMemoryUsedMb }),
    ...(initDurationMs === null ? {} : { initDurationMs: rounded(initDurationMs) }),
  };
  const done = { requestId, ...status, metrics: { durationMs: rounded(reported.durationMs) } };
  const cold = initDurationMs !== null;
  const initAt = Math.floor(startedAt - (initDurationMs ?? 0));
  const started = { requestId, functionArn: functionArn(reported), version: "$LATEST" };
  return [
    ...(cold ? [...at("initStart", "INFO", initialised, initAt), ...reported.initLines] : []),
    ...(cold ? at("initReport", reported.initFailed ? "WARN" : "DEBUG", init, startedAt) : []),
    ...at("start", "INFO", started, startedAt),
    ...reported.lines,
    ...at("runtimeDone", failed ? "WARN" : "DEBUG", done, endedAt),
    ...at("report", failed ? "WARN" : "INFO", { requestId, ...status, metrics }, endedAt),
  ];
}

function rounded(milliseconds: number): number {
  return Number(milliseconds.toFixed(3));
}
