import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startRecordingProxy, type RecordedExchange } from "../../target/start-recording-proxy.ts";
import { LockstepError } from "../../../core/lockstep-error.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { Exchange, Target } from "../../../core/target.ts";
import type { HttpInteraction, PactFile } from "../files/pact-file.ts";
import type { ProviderStates } from "../states/define-provider-states.ts";
import { startStateServer, type StateFailure } from "../states/start-state-server.ts";
import { describeExchange, reproduce } from "./describe-exchange.ts";
import { mismatchProblem, type MismatchContext } from "./mismatch-problems.ts";
import { readVerifierResult, type InteractionVerdict } from "./read-verifier-result.ts";
import type { VerifierOutcome, VerifierProcess } from "./start-verifier.ts";
import type { VerifiedInteraction } from "./verification-result.ts";

/** What interactions are verified with. */
export interface VerificationRun {
  readonly target: Target;
  readonly states: ProviderStates;
  readonly judge: (exchange: Exchange) => readonly Problem[];
  /** Milliseconds the provider may take to answer. */
  readonly timeoutMs: number;
  /** Milliseconds the handler of a provider state may take. */
  readonly stateTimeoutMs: number;
  /** Folder for the pact files of single interactions. */
  readonly folder: string;
}

/** An interaction and where it comes from. */
export interface PlacedInteraction {
  readonly id: number;
  readonly pact: PactFile;
  readonly interaction: HttpInteraction;
  /** `METHOD /path` of the spec, `null` when unknown. */
  readonly operation: string | null;
}

/** Each interaction is verified from a file of its own: nothing can be taken for another's. */
async function writeSingle(
  run: VerificationRun,
  { id, pact, interaction }: PlacedInteraction,
): Promise<string> {
  const path = join(run.folder, `interaction-${id}.json`);
  const single = {
    consumer: pact.root["consumer"],
    provider: pact.root["provider"],
    metadata: pact.root["metadata"] ?? {},
    interactions: [interaction.raw],
  };
  await writeFile(path, JSON.stringify(single));
  return path;
}

interface Observation {
  readonly outcome: VerifierOutcome;
  readonly recorded: readonly RecordedExchange[];
  readonly failures: readonly StateFailure[];
}

async function observe(
  run: VerificationRun,
  verifier: VerifierProcess,
  placed: PlacedInteraction,
): Promise<Observation> {
  const { pact, interaction } = placed;
  const asksEncoding = Object.keys(interaction.request.headers).some(
    (name) => name.toLowerCase() === "accept-encoding",
  );
  // The verifier offers gzip on its own account; the consumer did not.
  const proxy = await startRecordingProxy({
    target: run.target,
    judge: run.judge,
    dropRequestHeaders: asksEncoding ? [] : ["accept-encoding"],
  });
  const stateServer = await startStateServer({
    states: run.states,
    target: run.target,
    timeoutMs: run.stateTimeoutMs,
  });
  try {
    const job = {
      id: placed.id,
      pactPath: await writeSingle(run, placed),
      provider: pact.provider,
      providerBaseUrl: proxy.baseUrl,
      stateUrl: stateServer.url,
      timeoutMs: run.timeoutMs,
    };
    const limitMs =
      run.timeoutMs + 2 * interaction.providerStates.length * run.stateTimeoutMs + 10_000;
    const outcome = await verifier.run(job, limitMs);
    await stateServer.close();
    return { outcome, recorded: proxy.exchanges, failures: stateServer.failures };
  } finally {
    await stateServer.close();
    await proxy.close();
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function stateLines(interaction: HttpInteraction): readonly string[] {
  return interaction.providerStates.map(
    (state) => `state: "${state.name}" ${JSON.stringify(state.params)}`,
  );
}

function stateProblem({ pact, interaction }: PlacedInteraction, failure: StateFailure): Problem {
  const reference = interaction.providerStates.find((state) => state.name === failure.name);
  const reason =
    failure.error instanceof Error
      ? `${failure.error.name}: ${LockstepError.summaryOf(failure.error)}`
      : String(failure.error);
  return createProblem({
    code: "contracts/state-failed",
    message: `The ${failure.phase} of state "${failure.name}" failed for "${interaction.description}": ${reason}`,
    location: pact.source.locate(`${reference?.pointer ?? interaction.pointer}/name`, "value"),
    details: [
      `state: "${failure.name}" ${JSON.stringify(failure.params)}`,
      ...describeError(failure.error).split("\n"),
    ],
    ...(failure.phase === "teardown"
      ? { hint: "Mend the handler, and remove by hand what it left behind." }
      : {}),
  });
}

function brokenProblem(
  context: MismatchContext,
  code:
    | "contracts/request-failed"
    | "contracts/verification-aborted"
    | "contracts/verification-incomplete",
  reason: string,
  more: readonly string[],
): Problem {
  const { pact, interaction } = context;
  return createProblem({
    code,
    message: `"${interaction.description}" of ${pact.consumer} could not be verified: ${reason.replace(/\.?$/, ".")}`,
    location: pact.source.locate(interaction.pointer),
    details: [...context.details, ...more],
    ...(context.operation === null ? {} : { operation: context.operation }),
    ...(context.reproduction === null ? {} : { reproduction: context.reproduction }),
  });
}

function readVerdict(
  outcome: VerifierOutcome,
  interaction: HttpInteraction,
): InteractionVerdict | null {
  const verdicts = outcome.kind === "result" ? readVerifierResult(outcome.json) : null;
  const [verdict, ...others] = verdicts ?? [];
  return verdict !== undefined &&
    others.length === 0 &&
    verdict.description === interaction.description
    ? verdict
    : null;
}

/** What is wrong beyond the provider states. */
function judgeOutcome(context: MismatchContext, observation: Observation): readonly Problem[] {
  const { outcome, recorded } = observation;
  if (outcome.kind === "aborted")
    return [
      brokenProblem(context, "contracts/verification-aborted", outcome.reason, outcome.output),
    ];
  const verdict = readVerdict(outcome, context.interaction);
  if (verdict === null)
    return [
      brokenProblem(
        context,
        "contracts/verification-incomplete",
        "the verifier did not report on it",
        [outcome.json.slice(0, 500)],
      ),
    ];
  const lost = recorded.find((entry) => entry.kind === "failed");
  if (lost?.kind === "failed")
    return [
      brokenProblem(context, "contracts/request-failed", LockstepError.summaryOf(lost.error), []),
    ];
  if (verdict.error !== null && observation.failures.length === 0)
    return [brokenProblem(context, "contracts/request-failed", verdict.error, [])];
  if (verdict.ok && recorded.length === 0)
    return [
      brokenProblem(
        context,
        "contracts/verification-incomplete",
        "it passed without a request to the provider",
        [],
      ),
    ];
  if (!verdict.ok && verdict.error === null && verdict.mismatches.length === 0)
    return [
      brokenProblem(
        context,
        "contracts/request-failed",
        "the verifier failed it without a reason",
        [],
      ),
    ];
  // The answer of another status has other headers and another body: that says nothing new.
  const byStatus = verdict.mismatches.filter(({ kind }) => kind === "status");
  const told = byStatus.length === 0 ? verdict.mismatches : byStatus;
  return told.map((mismatch) => mismatchProblem(context, mismatch));
}

function soften(problem: Problem): Problem {
  return problem.severity === "error" ? { ...problem, severity: "warning" } : problem;
}

/**
 * Verifies one interaction: its states are set up, its request goes through a recording proxy to
 * the target, Pact's own matching judges the response, and `judge` the exchange. Never rejects for
 * what provider, states or verifier do.
 */
export async function verifyInteraction(
  run: VerificationRun,
  verifier: VerifierProcess,
  placed: PlacedInteraction,
): Promise<VerifiedInteraction> {
  const { pact, interaction, operation } = placed;
  const started = performance.now();
  const observation = await observe(run, verifier, placed);
  const recorded = observation.recorded.at(-1) ?? null;
  const context: MismatchContext = {
    pact,
    interaction,
    operation,
    details: [...stateLines(interaction), ...(recorded === null ? [] : describeExchange(recorded))],
    reproduction: recorded === null ? null : reproduce(recorded, run.target.baseUrl),
  };
  const found = [
    ...observation.failures.map((failure) => stateProblem(placed, failure)),
    ...judgeOutcome(context, observation),
    ...observation.recorded.flatMap((entry) => (entry.kind === "answered" ? entry.problems : [])),
  ];
  const failed = found.some((problem) => problem.severity === "error");
  const [failure] = observation.failures;
  return {
    file: pact.file,
    consumer: pact.consumer,
    description: interaction.description,
    states: interaction.providerStates.map(({ name, params }) => ({ name, params })),
    operation,
    result: !failed ? "passed" : interaction.pending ? "pending" : "failed",
    mismatches: readVerdict(observation.outcome, interaction)?.mismatches ?? [],
    exchange: recorded,
    stateError: failure === undefined ? null : describeError(failure.error),
    problems: interaction.pending ? found.map(soften) : found,
    durationMs: performance.now() - started,
  };
}
