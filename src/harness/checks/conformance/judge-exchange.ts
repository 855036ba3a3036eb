import type { Evidence, EvidenceSource } from "../../core/evidence.ts";
import { bodyText, headerValue, mediaType } from "../../core/http-message.ts";
import { isGatewayAnswer } from "../../core/is-gateway-answer.ts";
import { packageNotHere } from "../../core/missing-package.ts";
import { unemulatedCalls } from "../../core/not-emulated.ts";
import { createProblem, type Problem } from "../../core/problem.ts";
import type { Exchange, Trace } from "../../core/target.ts";
import type { ApiDocument, Operation } from "../../model/openapi/api-document.ts";
import { judgeResponse } from "../../model/openapi/judge-response.ts";
import { violationToProblem } from "../../model/openapi/judged-violation.ts";
import type { SchemaRegistry } from "../../model/schema/schema-validator.ts";
import { needsCredentials } from "./needs-credentials.ts";

/** What an exchange is judged by. */
export interface JudgeInput {
  readonly document: ApiDocument;
  readonly registry: SchemaRegistry;
  readonly operation: Operation;
  readonly exchange: Exchange;
  /** True when the request satisfies the operation. */
  readonly requestValid: boolean;
  /** True when nothing but acceptance will do, so that a refusal of a valid request is somebody's fault. */
  readonly mustBeAccepted: boolean;
  /** A command that sends the request again. */
  readonly reproduction: string;
}

/** The verdict on one exchange. */
export interface ExchangeJudgement {
  readonly problems: readonly Problem[];
  /** The documented answer it matched, `null` for none. */
  readonly responseKey: string | null;
  /** `null` where the operation describes no answer. */
  readonly responseValid: boolean | null;
}

const longestBody = 400;
/** Lines of stack and log kept with a problem, and characters of each. */
const mostLines = 200;
const longestLine = 2000;

function shownBody(exchange: Exchange): string {
  const text = bodyText(exchange.response);
  return text.length > longestBody ? `${text.slice(0, longestBody)}…` : text;
}

/** What happened behind the answer: the failure with its stack, then the function's log. */
function traceDetails(trace: Trace): readonly string[] {
  // The gateway's own words on a failure only repeat it.
  const failure = trace.failure === null ? [] : trace.failure.trace;
  const detail =
    trace.gatewayDetail === null || trace.failure !== null ? [] : [trace.gatewayDetail];
  const logs = trace.logs.map((line) => `log: ${line.text}`);
  const lines = [...failure, ...detail, ...logs];
  const kept = lines
    .slice(0, mostLines)
    .map((line) => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line));
  return lines.length > mostLines ? [...kept, `… ${lines.length - mostLines} more lines`] : kept;
}

function base(
  input: JudgeInput,
): Pick<Problem, "location" | "operation" | "reproduction" | "details"> {
  return {
    location: input.document.source.locate(input.operation.pointer),
    operation: input.operation.key,
    reproduction: input.reproduction,
    details: traceDetails(input.exchange.trace),
  };
}

/** A function that failed, or answered an error, behind a call that nothing here answers: nobody can tell its fault. */
function serviceProblem(input: JudgeInput): Problem | null {
  const { exchange, operation } = input;
  const { trace, response } = exchange;
  const calls = new Set(
    unemulatedCalls(trace).map(({ service, action }) => `${service}:${action}`),
  );
  if (calls.size === 0 || (trace.failure === null && response.status < 400)) return null;
  return createProblem({
    code: "conformance/service-not-emulated",
    message: `${trace.functionId ?? "The function"} called ${[...calls].join(" and ")}, which is not emulated on this machine; ${operation.key} was answered with ${response.status}, and that proves nothing.`,
    ...base(input),
  });
}

/** A function that failed for want of a package Lambda has: nobody can tell what it would answer there. */
function packageProblem(input: JudgeInput): Problem | null {
  const { exchange, operation } = input;
  const name = packageNotHere(exchange.trace);
  if (name === null) return null;
  const { functionId } = exchange.trace;
  return createProblem({
    code: "conformance/package-not-here",
    message: `${functionId ?? "The function"} needs the package ${name}, which Lambda's Python has and the interpreter of this machine lacks; ${operation.key} was answered with ${exchange.response.status}, and that proves nothing.`,
    ...base(input),
  });
}

/** A gateway that lets nobody in says nothing of the service behind it. */
function credentialsProblem(input: JudgeInput, documented: boolean): Problem | null {
  const { exchange, operation, mustBeAccepted } = input;
  const isSecured = operation.security.length > 0;
  if (!mustBeAccepted || !needsCredentials(exchange, isSecured, documented)) return null;
  return createProblem({
    code: "conformance/credentials-needed",
    message: `${operation.key} was answered with ${exchange.response.status}: the gateway asks for credentials, and what the function would answer cannot be told.`,
    ...base(input),
  });
}

/** A gateway's own answer is judged by the gateway's rules, not by the operation's responses. */
function gatewayProblem(input: JudgeInput): Problem | null {
  const { exchange, operation } = input;
  const { trace, response } = exchange;
  if (trace.failure !== null || trace.functionId !== null) {
    return createProblem({
      code: "conformance/function-failed",
      message: `${trace.functionId ?? "The function"} failed for ${operation.key}; the client sees ${response.status}.`,
      ...base(input),
      expected: "a result API Gateway can map to a response",
      actual:
        trace.failure === null
          ? (trace.gatewayDetail ?? "a malformed result")
          : `${trace.failure.errorType}: ${trace.failure.errorMessage}`,
    });
  }
  // A preflight request that the gateway answered by itself is no refusal.
  if (!input.requestValid || !input.mustBeAccepted || response.status < 400) return null;
  // Behind a URL nobody sees whether the function failed or was never called.
  if (trace.answeredBy === "unknown" && response.status >= 500) return statusProblem(input);
  return createProblem({
    code: "conformance/valid-request-refused",
    message: `The stage refused a request for ${operation.key} that satisfies the spec (${trace.gatewayResponseType ?? response.status}).`,
    ...base(input),
    expected: "the request reaches the function",
    actual: `${response.status} ${shownBody(exchange)}`,
  });
}

/** A streamed answer whose function failed after it had begun: what came of it proves nothing else. */
function brokenProblem(input: JudgeInput): Problem | null {
  const { exchange, operation } = input;
  const { failure, functionId, answeredBy } = exchange.trace;
  if (answeredBy !== "function" || failure === null) return null;
  return createProblem({
    code: "conformance/function-failed",
    message: `${functionId ?? "The function"} failed for ${operation.key} after its answer had begun; the client sees ${exchange.response.status} and a body that breaks off.`,
    ...base(input),
    expected: "a whole response",
    actual: `${failure.errorType}: ${failure.errorMessage}`,
  });
}

function statusProblem(input: JudgeInput): Problem | null {
  const { exchange, operation } = input;
  const { status } = exchange.response;
  if (!input.requestValid || !input.mustBeAccepted) return null;
  const actual = `${status} ${shownBody(exchange)}`;
  if (status >= 500) {
    return createProblem({
      code: "conformance/server-error",
      message: `${operation.key} answered ${status} to a request that satisfies the spec.`,
      ...base(input),
      expected: "an answer below 500",
      actual,
    });
  }
  if (status === 400 || status === 422) {
    return createProblem({
      code: "conformance/valid-request-rejected",
      message: `${operation.key} answered ${status} to a request that satisfies the spec.`,
      ...base(input),
      expected: "the request is accepted",
      actual,
    });
  }
  return null;
}

/** The gateway's validator reads the schemas in a way of its own: told, and held against nobody. */
function disagreementProblem(input: JudgeInput): readonly Problem[] {
  const { exchange, operation } = input;
  const { disagreement } = exchange.trace;
  if (disagreement === null) return [];
  const [first = ""] = disagreement.found;
  const message =
    disagreement.acceptedBy === "gateway"
      ? `API Gateway's validator lets a request for ${operation.key} pass that breaks the spec: ${first}.`
      : `API Gateway's validator refuses a request for ${operation.key} that satisfies the spec: ${first}.`;
  return [
    createProblem({
      code: "conformance/validators-disagree",
      message,
      ...base(input),
      details: disagreement.found.slice(1),
    }),
  ];
}

/**
 * A document made of events describes no request: what is sent because of it may be refused, and may break a function,
 * and that is nobody's fault. A consumer's contract is (`mustBeAccepted` is false there).
 */
function isMadeUp({ document, mustBeAccepted }: JudgeInput): boolean {
  return mustBeAccepted && document.written === "generated";
}

/**
 * Judges the answer to a request: by the operation's responses when the function (or a server we
 * cannot see into) answered, by the gateway's rules when the gateway did.
 */
export function judgeExchange(input: JudgeInput): ExchangeJudgement {
  const { document, registry, operation, exchange } = input;
  const told = disagreementProblem(input);
  const judged = judgeResponse(document, registry, operation, exchange.response);
  const responseValid = judged.described ? judged.violations.length === 0 : null;
  const verdict = { responseKey: judged.responseKey, responseValid };
  const beyond =
    serviceProblem(input) ??
    packageProblem(input) ??
    credentialsProblem(input, judged.responseKey !== null);
  if (beyond !== null) return { ...verdict, problems: [beyond, ...told] };
  if (isMadeUp(input)) return { ...verdict, problems: told };
  if (isGatewayAnswer(exchange.response, exchange.trace, judged.responseKey !== null)) {
    const problem = gatewayProblem(input);
    if (problem === null) return { ...verdict, problems: told };
    // A refusal that is told as such has the validator's words already.
    const isTold = problem.code === "conformance/valid-request-refused";
    return { ...verdict, problems: isTold ? [problem] : [problem, ...told] };
  }
  const broken = brokenProblem(input);
  if (broken !== null) return { ...verdict, problems: [broken, ...told] };
  const violations = judged.violations.map((violation) => ({
    ...violationToProblem(document, operation, violation, "conformance/response-invalid"),
    reproduction: input.reproduction,
    details: [
      `answer: ${exchange.response.status} ${shownBody(exchange)}`,
      ...traceDetails(exchange.trace),
    ],
  }));
  const status = statusProblem(input);
  return { ...verdict, problems: [...violations, ...(status === null ? [] : [status]), ...told] };
}

/** The evidence an exchange leaves. */
export function toEvidence(
  input: JudgeInput,
  judgement: ExchangeJudgement,
  source: EvidenceSource,
): Evidence {
  const { response, trace } = input.exchange;
  return {
    specDigest: input.document.digest,
    operation: input.operation.key,
    status: response.status,
    contentType: mediaType(headerValue(response.headers, "content-type")) ?? null,
    requestValid: input.requestValid,
    responseValid: judgement.responseValid,
    responseKey: judgement.responseKey,
    keywords: [],
    source,
    testFile: null,
    testTitle: null,
    requestId: trace.requestId,
  };
}
