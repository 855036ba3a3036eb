/** What came of one check of `lockstep doctor`. */
export type DoctorStatus = "ok" | "warn" | "fail" | "skipped";

/** One line of `lockstep doctor`. */
export interface DoctorCheck {
  /** Stable name: `node`, `template`, `port`. */
  readonly name: string;
  /** Is it about this machine, or about the project? */
  readonly about: "environment" | "project";
  readonly status: DoctorStatus;
  /** What was found, in one sentence. */
  readonly message: string;
  /** What to do, `null` where nothing is to be done. */
  readonly fix: string | null;
  /** What the message speaks of, one a line. */
  readonly details: readonly string[];
}

/** Version of the JSON form. */
export const doctorSchema = "lockstep-doctor/1";

/** Environment and project, checked. */
export interface DoctorReport {
  readonly schema: typeof doctorSchema;
  readonly tool: { readonly name: string; readonly version: string };
  readonly checks: readonly DoctorCheck[];
  /** 0 no check failed, 3 one of the environment did, 2 the configuration cannot be used, 1 something else of the project failed. */
  readonly exitCode: 0 | 1 | 2 | 3;
}
