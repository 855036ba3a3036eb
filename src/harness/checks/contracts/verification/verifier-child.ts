/**
 * The process Pact's native verifier runs in. It prints to stdout whatever it is told, keeps the
 * first log level of its process, and cannot be stopped from within; so it has a process of its own.
 */
import type { VerifierOptions } from "@pact-foundation/pact-core";
import { readVerifierJob, type VerifierJob, type VerifierReply } from "./verifier-messages.ts";

type VerifyPacts = (options: VerifierOptions) => Promise<string>;

function reply(message: VerifierReply): void {
  process.send?.(message);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function optionsOf(job: VerifierJob): VerifierOptions {
  return {
    provider: job.provider,
    providerBaseUrl: job.providerBaseUrl,
    providerStatesSetupUrl: job.stateUrl,
    pactUrls: [job.pactPath],
    timeout: job.timeoutMs,
    logLevel: "error",
  };
}

/** A failed verification rejects with its result as the error's message. */
async function verify(verifyPacts: VerifyPacts, job: VerifierJob): Promise<VerifierReply> {
  try {
    return { kind: "done", id: job.id, json: await verifyPacts(optionsOf(job)), error: null };
  } catch (error) {
    const text = describe(error);
    return text.startsWith("{")
      ? { kind: "done", id: job.id, json: text, error: null }
      : { kind: "done", id: job.id, json: null, error: text };
  }
}

async function start(): Promise<void> {
  const core = await import("@pact-foundation/pact-core");
  const verifyPacts: VerifyPacts = (options) => core.default.default.verifyPacts(options);
  core.default.default.logLevel("error");
  // Otherwise loaded on first use; a platform without the library must be noticed before a job.
  core.getFfiLib("error");
  process.on("message", (message: unknown) => {
    const job = readVerifierJob(message);
    if (job !== null) void verify(verifyPacts, job).then(reply);
  });
  reply({ kind: "ready" });
}

process.once("disconnect", () => process.exit(0));
start().catch((error: unknown) => reply({ kind: "unavailable", reason: describe(error) }));
