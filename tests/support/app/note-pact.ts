import { httpInteraction, jsonContent, jsonHeaders, pactText } from "../contracts/pact-text.ts";

/** An interaction the small project's list of notes satisfies. */
export const listing = httpInteraction({
  description: "a request for notes",
  request: { path: "/notes" },
  response: { headers: jsonHeaders, body: jsonContent({ notes: [] }) },
});

/** The same from a provider state. */
export const listingFromState = httpInteraction({
  description: "a request for notes of a user",
  states: [{ name: "a user exists" }],
  request: { path: "/notes" },
  response: { headers: jsonHeaders, body: jsonContent({ notes: [] }) },
});

/** An interaction the document has no answer for. */
export const listingGone = httpInteraction({
  description: "a request for notes that are gone",
  request: { path: "/notes" },
  response: { status: 410 },
});

/** A pact between a shop and the small project. */
export function notePact(...interactions: readonly object[]): string {
  return pactText(interactions, { consumer: "shop", provider: "notes" });
}
