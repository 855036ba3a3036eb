import { LockstepError } from "../../core/lockstep-error.ts";

/** Where requests of a test go. */
export type WantedTarget =
  | { readonly kind: "stage" }
  | { readonly kind: "stage-http" }
  | { readonly kind: "url"; readonly url: string };

/**
 * The target a test asked for: the option, else `API_URL`, else `LOCKSTEP_TARGET`, else `stage`. A
 * variable that is set to nothing is not set.
 *
 * Throws `target/bad-url` that names where a wrong value came from, and the values there are.
 */
export function chooseTarget(
  option: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): WantedTarget {
  const name = ["API_URL", "LOCKSTEP_TARGET"].find((each) => (environment[each] ?? "") !== "");
  const place = option === undefined ? name : "The option target";
  const value = option ?? (name === undefined ? undefined : environment[name]);
  if (value === undefined || value === "stage") return { kind: "stage" };
  if (value === "stage-http") return { kind: "stage-http" };
  const url = value.replace(/\/+$/, "");
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return { kind: "url", url };
  throw new LockstepError({
    code: "target/bad-url",
    message: `${place ?? "The target"} is ${JSON.stringify(value)}, which is no target.`,
    hint: "Use stage (in process), stage-http (a local server), or an http or https URL with the stage prefix: https://abc123.execute-api.eu-west-1.amazonaws.com/dev",
  });
}
