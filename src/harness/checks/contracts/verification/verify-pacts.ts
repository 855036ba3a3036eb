import { probeTarget } from "../../target/probe-target.ts";
import { createProblem, type Problem } from "../../../core/problem.ts";
import type { Exchange, Target } from "../../../core/target.ts";
import type { ApiDocument } from "../../../model/openapi/api-document.ts";
import { matchOperation } from "../../../model/openapi/match-operation.ts";
import type { PactFile, PactInteraction } from "../files/pact-file.ts";
import { createTemporaryFolder, removeTemporaryFolder } from "../files/temporary-folder.ts";
import { checkStateHandlers } from "../states/check-state-handlers.ts";
import { findStateHandlers, type ProviderStates } from "../states/define-provider-states.ts";
import { startVerifier, type VerifierProcess } from "./start-verifier.ts";
import type { VerificationResult, VerifiedInteraction } from "./verification-result.ts";
import {
  verifyInteraction,
  type PlacedInteraction,
  type VerificationRun,
} from "./verify-interaction.ts";

/** Milliseconds to find out that nothing listens at a target's address. */
const probeTimeoutMs = 1_500;

/** What is verified, and with what. */
export interface VerifyPactsOptions {
  readonly pacts: readonly PactFile[];
  readonly target: Target;
  readonly states: ProviderStates;
  /** The module the states are in, for hints; `null` when there is none. */
  readonly statesFile: string | null;
  /** Names the operation of each interaction; `null` leaves them unnamed. */
  readonly document: ApiDocument | null;
  /** Operations whose interactions are not run, e.g. those that are wired to no function, each with the reason. */
  readonly skip?: ReadonlyMap<string, string>;
  /** Judges every real exchange, e.g. against the document; its errors fail the interaction. */
  readonly judge: (exchange: Exchange) => readonly Problem[];
  /** Milliseconds the provider may take to answer a request. */
  readonly timeoutMs: number;
  /** Milliseconds the handler of a provider state may take. */
  readonly stateTimeoutMs: number;
  /** Told of every interaction as soon as it is done. */
  readonly onInteraction: (interaction: VerifiedInteraction) => void;
}

interface Placed {
  readonly pact: PactFile;
  readonly interaction: PactInteraction;
}

function operationOf(document: ApiDocument | null, interaction: PactInteraction): string | null {
  if (document === null || interaction.type !== "http") return null;
  return (
    matchOperation(document, interaction.request.method, interaction.request.path)?.operation.key ??
    null
  );
}

/** An interaction that is not run. */
function withoutRun(
  { pact, interaction }: Placed,
  operation: string | null,
  result: "failed" | "skipped",
  problems: readonly Problem[],
): VerifiedInteraction {
  const { description, providerStates } = interaction;
  const states = providerStates.map(({ name, params }) => ({ name, params }));
  return {
    file: pact.file,
    consumer: pact.consumer,
    description,
    states,
    operation,
    result,
    mismatches: [],
    exchange: null,
    stateError: null,
    problems,
    durationMs: 0,
  };
}

function messageProblem({ pact, interaction }: Placed): Problem {
  const message = `The message "${interaction.description}" of ${pact.consumer} was not verified.`;
  return createProblem({
    code: "contracts/message-not-verified",
    message,
    location: pact.source.locate(interaction.pointer),
  });
}

/** Problems of the files as a whole: none, empty ones, nothing that could be run. */
function checkSubject(
  pacts: readonly PactFile[],
  verified: readonly VerifiedInteraction[],
): readonly Problem[] {
  if (pacts.length === 0)
    return [
      createProblem({ code: "contracts/no-pacts", message: "There is no pact file to verify." }),
    ];
  const empty = pacts
    .filter((pact) => pact.interactions.length === 0)
    .map((pact) =>
      createProblem({
        code: "contracts/no-interactions",
        message: `${pact.file} holds no interaction between ${pact.consumer} and ${pact.provider}.`,
        location: { file: pact.file },
      }),
    );
  const tried = verified.some(
    ({ result, operation }) => result !== "skipped" || operation !== null,
  );
  if (empty.length > 0 || tried) return empty;
  return [
    createProblem({
      code: "contracts/nothing-verified",
      message: "None of the interactions could be verified: all of them are messages.",
    }),
  ];
}

async function runInteraction(
  options: VerifyPactsOptions,
  run: VerificationRun,
  session: VerifierSession,
  placed: Placed,
  id: number,
): Promise<VerifiedInteraction> {
  const { pact, interaction } = placed;
  const operation = operationOf(options.document, interaction);
  if (interaction.type === "message")
    return withoutRun(placed, null, "skipped", [messageProblem(placed)]);
  if (operation !== null && options.skip?.has(operation) === true)
    return withoutRun(placed, operation, "skipped", []);
  const unknown = interaction.providerStates.some(
    (state) => findStateHandlers(options.states, state.name) === null,
  );
  if (unknown) return withoutRun(placed, operation, "failed", []);
  const subject: PlacedInteraction = { id, pact, interaction, operation };
  return verifyInteraction(run, await session.get(), subject);
}

/** A verifier that is started when it is needed, and again after it was killed. */
class VerifierSession {
  #process: VerifierProcess | null = null;

  async get(): Promise<VerifierProcess> {
    if (this.#process?.alive() === false) this.#process = null;
    this.#process ??= await startVerifier();
    return this.#process;
  }

  close(): void {
    this.#process?.close();
  }
}

/**
 * Verifies pact files against a target with Pact's native verifier, one interaction at a time:
 * through a recording proxy, with provider states from our own server, in a process of its own.
 *
 * Rejects with `LockstepError` when nothing can be verified at all: `target/unreachable` (within two
 * seconds), `contracts/verifier-unavailable`. Whatever an interaction does wrong is a problem, and
 * so is a run in which nothing was verified.
 *
 * @example
 * const result = await verifyPacts({ pacts, target, states, statesFile: "contracts/provider-states.ts", document, judge: () => [], timeoutMs: 30_000, stateTimeoutMs: 10_000, onInteraction: () => {} });
 */
export async function verifyPacts(options: VerifyPactsOptions): Promise<VerificationResult> {
  const all = options.pacts.flatMap((pact) =>
    pact.interactions.map((interaction): Placed => ({ pact, interaction })),
  );
  const runnable = all.filter(({ interaction }) => interaction.type === "http");
  const unhandled = checkStateHandlers(options.pacts, options.states, options.statesFile);
  if (runnable.length > 0) await probeTarget(options.target, probeTimeoutMs);
  const folder = createTemporaryFolder("lockstep-verify-");
  const session = new VerifierSession();
  const interactions: VerifiedInteraction[] = [];
  try {
    const { target, states, judge, timeoutMs, stateTimeoutMs } = options;
    const run: VerificationRun = { target, states, judge, timeoutMs, stateTimeoutMs, folder };
    for (const [id, placed] of all.entries()) {
      const verified = await runInteraction(options, run, session, placed, id);
      interactions.push(verified);
      options.onInteraction(verified);
    }
  } finally {
    session.close();
    removeTemporaryFolder(folder);
  }
  const problems = [
    ...checkSubject(options.pacts, interactions),
    ...unhandled,
    ...interactions.flatMap((interaction) => interaction.problems),
  ];
  return { interactions, problems };
}
