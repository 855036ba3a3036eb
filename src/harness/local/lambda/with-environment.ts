/** The invocation that has the process's environment now; the next one waits for it. */
let turn: Promise<unknown> = Promise.resolve();

/** What would lead SDK clients to the developer's own account, or to another endpoint. */
function isForeign(name: string): boolean {
  return (
    /^AWS_(?:DEFAULT_)?PROFILE$/.test(name) ||
    /^AWS_(?:CONFIG|SHARED_CREDENTIALS)_FILE$/.test(name) ||
    /^AWS_USE_(?:FIPS|DUALSTACK)_ENDPOINT$/.test(name) ||
    name.startsWith("AWS_ENDPOINT_URL_") ||
    name === "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"
  );
}

/**
 * Runs work while `process.env` has the given variables, and puts back what was there. Work waits its
 * turn: there is one environment in a process.
 */
export function withEnvironment<T>(
  variables: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  const mine = turn.then(async () => {
    const leave = enterEnvironment(variables);
    try {
      return await work();
    } finally {
      leave();
    }
  });
  turn = mine.catch(() => {});
  return mine;
}

/**
 * Gives `process.env` the variables, without those that would lead SDK clients elsewhere.
 *
 * @returns puts back what was there
 */
export function enterEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const foreign = Object.keys(process.env).filter(isForeign);
  const before = setVariables({
    ...Object.fromEntries(foreign.map((name) => [name, undefined])),
    ...variables,
  });
  return () => void setVariables(before);
}

/** Sets (or with `undefined` removes) variables and gives what they were. */
function setVariables(
  variables: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const before: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(variables)) {
    before[name] = process.env[name];
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  return before;
}
