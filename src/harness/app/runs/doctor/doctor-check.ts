import { LockstepError } from "../../../core/lockstep-error.ts";
import type { DoctorCheck, DoctorStatus } from "../../report/doctor-report.ts";

/** What a check says; its name and ground are added around it. */
export interface DoctorAnswer {
  readonly status: DoctorStatus;
  readonly message: string;
  readonly fix?: string;
  readonly details?: readonly string[];
}

/** All is well. */
export function ok(message: string, details: readonly string[] = []): DoctorAnswer {
  return { status: "ok", message, details };
}

/** Something to look at, which keeps nothing from running. */
export function warn(message: string, fix: string, details: readonly string[] = []): DoctorAnswer {
  return { status: "warn", message, fix, details };
}

/** Something that keeps commands from their work. */
export function fail(message: string, fix: string, details: readonly string[] = []): DoctorAnswer {
  return { status: "fail", message, fix, details };
}

/** Not looked at, and why. */
export function skipped(message: string): DoctorAnswer {
  return { status: "skipped", message };
}

function failed(error: unknown): DoctorAnswer {
  if (LockstepError.is(error)) {
    return fail(error.summary, error.hint ?? `See docs/problems.md, ${error.code}.`, error.details);
  }
  const message = error instanceof Error ? error.message : String(error);
  return fail(`This could not be checked: ${message}`, "Mend what the message names.");
}

/** Runs a check; whatever it throws is its answer. */
export async function answerCheck(
  name: string,
  about: DoctorCheck["about"],
  check: () => DoctorAnswer | Promise<DoctorAnswer>,
): Promise<DoctorCheck> {
  let answer: DoctorAnswer;
  try {
    answer = await check();
  } catch (error) {
    answer = failed(error);
  }
  const { status, message, fix = null, details = [] } = answer;
  return { name, about, status, message, fix, details };
}
