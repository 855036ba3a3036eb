import { showPath } from "../../project/project-files.ts";
import type { SourceReload } from "../../../local/lambda/sources/function-sources.ts";
import { listBriefly } from "./list-briefly.ts";

/** Milliseconds within which what follows belongs to the same edit. */
const sameEditMs = 40;

/**
 * Tells of edits in one line each, however many functions an edit reaches: what was edited, what came of it
 * and how long that took. What cannot be built is told once, until it fails otherwise or is mended.
 */
export class ReloadTeller {
  readonly #root: string;
  readonly #say: (line: string) => void;
  readonly #files = new Set<string>();
  readonly #functions = new Set<string>();
  readonly #phrases: string[] = [];
  readonly #failures = new Map<string, Set<string>>();
  #begunAt = Number.POSITIVE_INFINITY;
  #endedAt = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(root: string, say: (line: string) => void) {
    this.#root = root;
    this.#say = say;
  }

  /** A function was prepared anew, or cannot be. */
  addFunction({ logicalId, files, failure, durationMs }: SourceReload): void {
    if (failure === null) {
      this.#functions.add(logicalId);
      this.#add(files, durationMs);
    } else {
      const text = failure.errorMessage.replaceAll(`${this.#root}/`, "");
      const failing = this.#failures.get(text) ?? new Set();
      this.#failures.set(text, failing.add(logicalId));
    }
    this.#wait();
  }

  /** Template, documents or configuration were loaded anew. */
  addProject(files: readonly string[], phrases: readonly string[], durationMs: number): void {
    this.#phrases.push(...phrases);
    this.#add(files, durationMs);
    this.#wait();
  }

  /** Tells what is not told yet. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#files.size > 0) this.#say(this.#line());
    for (const [text, functions] of this.#failures)
      this.#say(
        `${listBriefly([...functions])} cannot be built; requests fail until this is mended: ${text}`,
      );
    this.#files.clear();
    this.#functions.clear();
    this.#phrases.length = 0;
    this.#failures.clear();
    this.#begunAt = Number.POSITIVE_INFINITY;
  }

  #line(): string {
    const files = [...this.#files].map((file) => showPath(this.#root, file));
    const outcome = [
      ...(this.#functions.size === 0 ? [] : [listBriefly([...this.#functions])]),
      ...this.#phrases,
    ];
    const took = `${Math.round(this.#endedAt - this.#begunAt)} ms`;
    const came = outcome.length === 0 ? "" : `: ${outcome.join("; ")}`;
    return `reloaded ${listBriefly(files)} in ${took}${came}`;
  }

  #add(files: readonly string[], durationMs: number): void {
    for (const file of files) this.#files.add(file);
    this.#endedAt = performance.now();
    this.#begunAt = Math.min(this.#begunAt, this.#endedAt - durationMs);
  }

  #wait(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), sameEditMs).unref();
  }
}
