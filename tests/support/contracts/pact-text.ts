import { readPact } from "../../../src/harness/checks/contracts/files/read-pact.ts";
import type { PactFile } from "../../../src/harness/checks/contracts/files/pact-file.ts";

/** An HTTP interaction of a V4 file, filled up with what is not said. */
export function httpInteraction(parts: {
  readonly description?: string;
  readonly states?: readonly { readonly name: string; readonly params?: object }[];
  readonly request?: object;
  readonly response?: object;
  readonly [other: string]: unknown;
}): object {
  const { description = "a request", states = [], request = {}, response = {}, ...others } = parts;
  return {
    type: "Synchronous/HTTP",
    description,
    ...(states.length === 0 ? {} : { providerStates: states }),
    request: { method: "GET", path: "/orders/ORD-1000", ...request },
    response: { status: 200, ...response },
    ...others,
  };
}

/** A JSON body as V4 files wrap it. */
export function jsonContent(content: unknown): object {
  return { content, contentType: "application/json", encoded: false };
}

/** The headers that go with it. */
export const jsonHeaders = { "Content-Type": ["application/json"] };

/** The text of a V4 pact file, two spaces of indentation. */
export function pactText(
  interactions: readonly object[],
  names: { readonly consumer?: string; readonly provider?: string } = {},
): string {
  const { consumer = "web-shop", provider = "order-api" } = names;
  return JSON.stringify(
    {
      consumer: { name: consumer },
      interactions,
      metadata: { pactSpecification: { version: "4.0" } },
      provider: { name: provider },
    },
    null,
    2,
  );
}

/** A pact file that is known to be readable. */
export function pactOf(
  interactions: readonly object[],
  file = "contracts/web-shop-order-api.json",
): PactFile {
  const { pact, problems } = readPact({ file, path: file, text: pactText(interactions) });
  if (pact === null)
    throw new Error(`not a pact file: ${problems.map(({ message }) => message).join()}`);
  return pact;
}
