import { residentBytesOf } from "./process-tree.ts";

/**
 * Resident memory a process may use beyond the function's `MemorySize`, in MB. The same process is
 * larger here than on Lambda: source maps and the build cache are part of it, and the heap that
 * `MemorySize` allows comes on top of Node's own memory. Less would accuse functions that Lambda runs.
 */
const allowanceMb = 64;

/** Milliseconds between two looks at a process that is at work. */
const intervalMs = 20;

const megabyte = 1024 * 1024;

/** Watches the memory of one process while it is at work. */
export interface MemoryWatch {
  readonly maxUsedMb: number | null;
  begin(): void;
  pause(): void;
  /** Takes a figure the process told of itself, in bytes. */
  note(bytes: number): void;
}

/**
 * Watches a process and what it started. Past `MemorySize` and an allowance, `onExceeded` is called
 * once. Where the machine does not show the memory of another process (it is no Linux), only what the
 * process tells is known, and nothing exceeds.
 */
export function watchMemory(
  pid: number | null,
  memoryMb: number,
  onExceeded: () => void,
): MemoryWatch {
  const limit = (memoryMb + allowanceMb) * megabyte;
  let most = 0;
  let timer: NodeJS.Timeout | null = null;
  let exceeded = false;
  const note = (bytes: number): void => {
    if (bytes > most) most = bytes;
  };
  const look = (): void => {
    const bytes = pid === null ? null : residentBytesOf(pid);
    if (bytes === null) return;
    note(bytes);
    if (bytes <= limit || exceeded) return;
    exceeded = true;
    onExceeded();
  };
  return {
    get maxUsedMb() {
      if (most === 0) return null;
      // A killed function has used what it had, as Lambda tells it.
      return Math.min(Math.ceil(most / megabyte), exceeded ? memoryMb : Number.MAX_SAFE_INTEGER);
    },
    begin() {
      timer ??= setInterval(look, intervalMs).unref();
    },
    pause() {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
    note,
  };
}
