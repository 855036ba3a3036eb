/** Which program runs functions of a runtime that is not Node.js. */
export type OtherRuntime = "python" | "bootstrap";

/** How a runtime that is not Node.js can be run here; `null` for those nothing here speaks the Runtime API for. */
export function otherRuntimeOf(runtime: string): OtherRuntime | null {
  if (/^python3\.\d+$/.test(runtime)) return "python";
  return /^provided(?:\.al2|\.al2023)?$/.test(runtime) ? "bootstrap" : null;
}
