import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `stage` layer. */
export const stageCodes = {
  "stage/api-not-emulated": {
    severity: "warning",
    title: "the local stage does not emulate something the whole API needs",
    hint: "Run the checks against a deployed stage with --url; docs/fidelity.md lists what is emulated.",
  },
  "stage/operation-not-emulated": {
    severity: "warning",
    title: "the local stage does not emulate something an operation needs",
    hint: "Run the checks of this operation against a deployed stage; docs/fidelity.md lists what is emulated.",
  },
  "stage/setting-not-emulated": {
    severity: "info",
    title: "a setting of the API has no effect on the local stage",
    hint: "docs/fidelity.md lists what is emulated.",
  },
  "stage/integration-elsewhere": {
    severity: "warning",
    title: "an HTTP integration leads to a server that is not on this machine",
    hint: "Name what answers for it under integrations in lockstep.config.",
  },
  "stage/integration-broken": {
    severity: "error",
    title: "a selection pattern or mapping template of an integration cannot be read",
    hint: "Correct the pattern or the template.",
  },
  "stage/route-conflict": {
    severity: "error",
    title: "API Gateway would not create a resource",
    hint: "Give the sibling paths the same variable name, and let nothing follow a greedy variable.",
  },
} as const satisfies Record<`stage/${string}`, CodeEntry>;

/** Set-up errors of the `stage` layer. */
export const stageSetupErrors = {
  "stage/port-in-use": {
    exitCode: 3,
    title: "the port is taken",
    hint: "End that process, or choose another port with --port (0 takes any free one).",
  },
  "stage/port-not-allowed": {
    exitCode: 3,
    title: "this user may not listen on the port",
    hint: "Choose a port above 1023 with --port.",
  },
  "stage/host-not-loopback": {
    exitCode: 2,
    title: "the local stage listens on loopback only",
    hint: "Use 127.0.0.1, ::1 or localhost.",
  },
  "stage/foreign-host": {
    exitCode: 2,
    title: "a request names a host that is not this machine",
    hint: "Use 127.0.0.1 or localhost, or allow the name with --allow-host.",
  },
  "stage/tls-unusable": {
    exitCode: 2,
    title: "certificate or key cannot be used",
    hint: "Give a PEM certificate with --ssl-cert-file and its key, without a passphrase, with --ssl-key-file.",
  },
} as const satisfies Record<`stage/${string}`, SetupErrorEntry>;
