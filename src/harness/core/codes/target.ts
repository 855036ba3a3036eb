import type { CodeEntry, SetupErrorEntry } from "./code-entry.ts";

/** Problems of the `target` layer. */
export const targetCodes = {} as const satisfies Record<`target/${string}`, CodeEntry>;

/** Set-up errors of the `target` layer. */
export const targetSetupErrors = {
  "target/bad-url": {
    exitCode: 2,
    title: "the base URL of a target cannot be used",
    hint: "Give an http or https URL with the stage prefix and nothing behind it: https://abc123.execute-api.eu-west-1.amazonaws.com/dev",
  },
  "target/unreachable": {
    exitCode: 3,
    title: "nothing answers at the target's address",
    hint: "Check the URL, and that the server behind it is running.",
  },
  "target/unsendable-request": {
    exitCode: 2,
    title: "a request holds what HTTP cannot carry",
    hint: "Percent-encode the path and query, and keep header values to Latin-1 without line breaks.",
  },
  "target/timeout": {
    exitCode: 3,
    title: "the target did not answer in time",
    hint: "API Gateway itself gives up after 29 seconds; look for a function that hangs, or allow more time.",
  },
  "target/broken-response": {
    exitCode: 3,
    title: "what came back from the target is not a complete HTTP response",
    hint: "Look at what stands between this machine and the target: a proxy, a load balancer, another protocol on that port.",
  },
} as const satisfies Record<`target/${string}`, SetupErrorEntry>;
