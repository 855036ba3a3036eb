/** Work that can wait until what is more urgent is done. */
export interface Later {
  /** Does it at once, unless it is done. */
  now(): void;
  /** Does it after some milliseconds at the latest; a process that could end before is not kept. */
  within(ms: number): void;
}

/**
 * Work that is done once, when it is asked for.
 *
 * @example
 * const telling = later(() => say("one problem"));
 * telling.within(300);
 */
export function later(work: () => void): Later {
  let isDone = false;
  let timer: NodeJS.Timeout | undefined;
  const now = (): void => {
    clearTimeout(timer);
    if (isDone) return;
    isDone = true;
    work();
  };
  return {
    now,
    within: (ms) => {
      if (!isDone) timer ??= setTimeout(now, ms).unref();
    },
  };
}
