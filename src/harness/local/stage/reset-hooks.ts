/** Clears state that a stage keeps between requests: buckets, caches. */
export type ResetHook = () => void | Promise<void>;

/** What is to be cleared between two tests. */
export interface ResetHooks {
  /** Registers a hook for as long as the stage is there. */
  readonly onReset: (hook: ResetHook) => void;
  /** Runs every hook, in the order they were registered; what one throws is thrown when all have run. */
  run(): Promise<void>;
}

/** A list of hooks. */
export function createResetHooks(): ResetHooks {
  const hooks: ResetHook[] = [];
  return {
    onReset: (hook) => void hooks.push(hook),
    run: async () => {
      const errors: unknown[] = [];
      for (const hook of hooks) {
        try {
          await hook();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}
