import type { LogLine } from "../../core/function-invoker.ts";

/** Characters of log kept of one invocation, its initialisation included. */
export const maxLogLength = 8 * 1024 * 1024;

/** The lines of an invocation, as far as they are kept: a function may write for ever. */
export class BoundedLog {
  #lines: LogLine[] = [];
  #length = 0;
  #dropped = 0;

  /** Keeps a line, or only counts it once there are too many. */
  push(line: LogLine): void {
    // An empty line takes room, too.
    const length = line.text.length + 1;
    if (this.#dropped > 0 || this.#length + length > maxLogLength) {
      this.#dropped += 1;
      return;
    }
    this.#length += length;
    this.#lines.push(line);
  }

  /** Hands out what was kept, with a last line that tells what was not, and begins anew. */
  take(): LogLine[] {
    const lines = this.#lines;
    if (this.#dropped > 0) {
      const text = `[lockstep] The log is longer than ${maxLogLength} characters: ${this.#dropped} more lines were dropped.`;
      lines.push({ stream: "stderr", text });
    }
    this.#lines = [];
    this.#length = 0;
    this.#dropped = 0;
    return lines;
  }
}
