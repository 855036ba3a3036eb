/**
 * What a REST API does where the sources on API Gateway contradict each other or are silent. Each
 * default is the choice docs/fidelity.md gives under "Open points".
 */
export interface RestChoices {
  /** Rename `WWW-Authenticate` of a function to `x-amzn-Remapped-WWW-Authenticate`, as the guide says. */
  readonly remapAuthenticate: boolean;
  /** A number as the value of a header: written as text, or refused with 502. */
  readonly numericHeaders: "text" | "refuse";
  /** Do `minItems` and `maxItems` count in the validation of request bodies? */
  readonly listSizes: boolean;
}

/** The choices of an API that nobody configured. */
export const defaultRestChoices: RestChoices = {
  remapAuthenticate: true,
  numericHeaders: "text",
  listSizes: false,
};
