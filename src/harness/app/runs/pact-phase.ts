import type { EvidenceSink } from "../../core/evidence.ts";
import { unemulatedIn } from "../../core/not-emulated.ts";
import type { Problem, Severity } from "../../core/problem.ts";
import type { HttpRequest } from "../../core/http-message.ts";
import type { Exchange, Target } from "../../core/target.ts";
import { judgeExchange, toEvidence } from "../../checks/conformance/judge-exchange.ts";
import type { LoadedPacts } from "../../checks/contracts/files/load-pacts.ts";
import type { ProviderStates } from "../../checks/contracts/states/define-provider-states.ts";
import type { VerifiedInteraction } from "../../checks/contracts/verification/verification-result.ts";
import { verifyPacts } from "../../checks/contracts/verification/verify-pacts.ts";
import { judgeRequest } from "../../model/openapi/judge-request.ts";
import { matchOperation } from "../../model/openapi/match-operation.ts";
import type { Project, ProjectApi } from "../project/load-project.ts";
import type { CheckCase } from "../report/run-result.ts";
import { explainProblems } from "./explain-problems.ts";
import { hintAtGateway } from "./hint-at-gateway.ts";
import { hintAtTables } from "./hint-at-tables.ts";
import { notCalled } from "./not-called.ts";
import { reproduceRequest } from "./reproduce-request.ts";
import { tellCredentials } from "./tell-credentials.ts";
import { pactsThatWant, withCredentials } from "./with-credentials.ts";
import { unproven } from "./unproven.ts";
import { count, statusOf, type PhaseFindings } from "./run-phase.ts";

/** What a verification needs. */
export interface PactPhaseInput {
  readonly project: Project;
  readonly api: ProjectApi;
  readonly target: Target;
  readonly pacts: LoadedPacts | null;
  readonly states: ProviderStates;
  readonly failOn: Severity;
  readonly sink: EvidenceSink;
}

/** Milliseconds the stage may take to answer, and a state's set-up to finish. */
const timeouts = { timeoutMs: 35_000, stateTimeoutMs: 15_000 };

/** While Pact compares what the consumer relies on, the whole answer is held against the operation. */
function judgeByDocument(
  api: ProjectApi,
  sink: EvidenceSink,
  reproduce: (request: HttpRequest) => string,
): (exchange: Exchange) => readonly Problem[] {
  return (exchange) => {
    const { document, registry } = api;
    if (unemulatedIn(exchange.response, exchange.trace) !== null) return [];
    const match = matchOperation(document, exchange.request.method, exchange.request.path);
    if (match === null) return [];
    const violations = judgeRequest(
      document,
      registry,
      match.operation,
      exchange.request,
      match.pathParameters,
    );
    const input = {
      document,
      registry,
      operation: match.operation,
      exchange,
      requestValid: violations.length === 0,
      mustBeAccepted: false,
      reproduction: reproduce(exchange.request),
    };
    const judgement = judgeExchange(input);
    sink.append(toEvidence(input, judgement, "pact"));
    return judgement.problems;
  };
}

/** Why an interaction was not verified: what it needs is not emulated where it was sent. */
function unverifiable({ exchange, problems }: VerifiedInteraction): string | null {
  if (exchange?.kind === "answered") {
    const { response, trace } = exchange.exchange;
    const what = unemulatedIn(response, trace);
    if (what !== null) return `the stage that answered does not emulate ${what}`;
  }
  return unproven(problems);
}

const mismatchCodes = /^contracts\/(?:status|body|header)-mismatch$/;

/** Where the function failed, that the gateway's answer is not the contract's says nothing new. */
function withoutConsequences(problems: readonly Problem[]): readonly Problem[] {
  return problems.some(({ code }) => code === "conformance/function-failed")
    ? problems.filter(({ code }) => !mismatchCodes.test(code))
    : problems;
}

function toCase(
  verified: VerifiedInteraction,
  failOn: Severity,
  skip: ReadonlyMap<string, string>,
): CheckCase {
  const states = verified.states.map((state) => state.name).join(" and ");
  const { operation, result } = verified;
  const about = {
    name: `${verified.consumer}: ${verified.description}${states === "" ? "" : ` (${states})`}`,
    operation,
    file: verified.file,
  };
  const reason = unverifiable(verified);
  if (reason !== null) {
    const problems = verified.problems.filter(({ code }) => !mismatchCodes.test(code));
    const { durationMs } = verified;
    return { ...about, status: "skipped", reason, durationMs, problems };
  }
  const status = result === "skipped" || result === "pending" ? "skipped" : result;
  const left = result === "skipped" && operation !== null ? skip.get(operation) : undefined;
  return {
    ...about,
    ...(left === undefined ? {} : { reason: left }),
    status: status === "passed" ? statusOf(verified.problems, failOn) : status,
    durationMs: verified.durationMs,
    problems: withoutConsequences(verified.problems),
  };
}

/** What the verifier compared is sent again with the credentials that were made for it. */
function sentAgain(
  verified: VerifiedInteraction,
  reproduce: (request: HttpRequest) => string,
): VerifiedInteraction {
  const { exchange } = verified;
  if (exchange?.kind !== "answered") return verified;
  const reproduction = reproduce(exchange.exchange.request);
  const problems = verified.problems.map((problem) =>
    problem.reproduction !== undefined && mismatchCodes.test(problem.code)
      ? { ...problem, reproduction }
      : problem,
  );
  return { ...verified, problems };
}

/** Verifies every interaction against the target; what the contracts phase has said already is not said again. */
export async function pactPhase(input: PactPhaseInput): Promise<PhaseFindings> {
  const { project, api, target, states, failOn, sink } = input;
  const pacts = input.pacts?.pacts ?? [];
  if (pacts.length === 0) return { summary: "no pacts", cases: [], problems: [], skipped: true };
  const skip = notCalled(project, api, target);
  const reproduce = reproduceRequest(project, api, target);
  const result = await verifyPacts({
    pacts,
    target:
      input.pacts === null
        ? target
        : withCredentials(project, api, target, pactsThatWant(input.pacts)),
    states,
    statesFile: project.config.providerStates,
    document: api.document,
    skip,
    judge: judgeByDocument(api, sink, reproduce),
    ...timeouts,
    onInteraction: () => {},
  });
  const explain = explainProblems(project, api, target);
  const withoutTables = target.capabilities.state === null;
  const cases = result.interactions.map((answered) => {
    const verified = sentAgain(tellCredentials(api.document, answered), reproduce);
    const interaction = withoutTables ? hintAtTables(verified) : verified;
    const tell = hintAtGateway(api.document, verified, explain);
    return toCase({ ...interaction, problems: interaction.problems.map(tell) }, failOn, skip);
  });
  const told = new Set(result.interactions.flatMap((interaction) => interaction.problems));
  const problems = result.problems.filter(
    (problem) => !told.has(problem) && problem.code !== "contracts/state-without-handler",
  );
  const passed = cases.filter((check) => check.status === "passed").length;
  return { summary: `${passed} of ${count(cases.length, "interaction")} hold`, cases, problems };
}
