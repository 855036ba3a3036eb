import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `template` layer. */
export const templateCodes = {
  "template/syntax-error": {
    severity: "error",
    title: "the template is not valid YAML or JSON",
  },
} as const satisfies Record<`template/${string}`, CodeEntry>;

/** Set-up errors of the `template` layer. */
export const templateSetupErrors = {
  "template/not-found": {
    exitCode: 2,
    title: "no template",
    hint: "Name the template with --template FILE, or run in the folder that holds template.yaml.",
  },
} as const satisfies Record<`template/${string}`, SetupErrorEntry>;
