/** The invocation that has the process's environment now; the next one waits for it. */
let turn: Promise<unknown> = Promise.resolve();

/** What would lead SDK clients to the developer's own account. */
const foreignVariables = [
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_CONFIG_FILE",
  "AWS_SHARED_CREDENTIALS_FILE",
];

/**
 * Runs work while `process.env` has the given variables, and puts back what was there. Work waits its
 * turn: there is one environment in a process.
 */
export function withEnvironment<T>(
  variables: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T> {
  const mine = turn.then(async () => {
    const before = setVariables({
      ...Object.fromEntries(foreignVariables.map((name) => [name, undefined])),
      ...variables,
    });
    try {
      return await work();
    } finally {
      setVariables(before);
    }
  });
  turn = mine.catch(() => {});
  return mine;
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
