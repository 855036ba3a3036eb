import { setTimeout as delay } from "node:timers/promises";
import { LockstepError } from "../../../core/lockstep-error.ts";
import type { FileStamps } from "../../../local/lambda/sources/file-stamps.ts";
import type { SourceReload } from "../../../local/lambda/sources/function-sources.ts";
import { halfWrittenMs, untilWritten } from "../../../local/lambda/sources/settle.ts";
import { loadWithStamps, type LoadedProject } from "../../project/load-with-stamps.ts";
import type { ConfigOverrides } from "../../project/resolve-config.ts";
import type { LiveProject, LocalProject } from "../../project/start-local.ts";
import { FolderWatch } from "../../project/watch-folders.ts";
import { compareProjects, withFixed } from "./compare-projects.ts";
import { loadProblems, unreadableFiles } from "./load-problems.ts";
import { ReloadTeller } from "./reload-teller.ts";

/** Milliseconds a save is waited for to end before it is looked at without a request. */
const quietMs = 15;

/** What is watched, and who is told. */
export interface ProjectWatchOptions {
  readonly overrides: ConfigOverrides;
  readonly first: LoadedProject;
  readonly stamps: FileStamps;
  readonly say: (line: string) => void;
}

/** Files that make the project be loaded anew. */
interface ProjectEdit {
  /** Those that count as changed. */
  readonly files: readonly string[];
  /** Those whose content is another. */
  readonly edited: readonly string[];
  /** By the clock of `performance`. */
  readonly begunAt: number;
}

/**
 * Keeps a local project in step with its files. Every request asks first whether the files of template,
 * documents and configuration are as they were; functions ask for their own sources. File events only make
 * that happen earlier, so that the request finds it done.
 */
export class ProjectWatch implements LiveProject {
  readonly #options: ProjectWatchOptions;
  readonly #teller: ReloadTeller;
  readonly #folders: FolderWatch;
  #local: LocalProject | null = null;
  #current: LoadedProject;
  /** Of the current project, as far as they were asked for. */
  #problems: readonly string[] | null = null;
  #stamps: FileStamps;
  /** The fault that keeps the last sound version in place, as it was told. */
  #fault: string | null = null;
  #reload: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** What goes on without a request. */
  #ahead: Promise<void> | null = null;
  /** A look at the files is queued that will see what is edited until it begins. */
  #isLookAwaited = false;
  #isClosed = false;

  constructor(options: ProjectWatchOptions) {
    const { first, say } = options;
    this.#options = options;
    this.#current = first;
    this.#stamps = options.stamps;
    this.#teller = new ReloadTeller(first.project.config.root, say);
    this.#folders = new FolderWatch({
      onChange: () => this.#soon(),
      onTrouble: (reason) =>
        say(`edits are seen with the next request only: files cannot be watched here (${reason})`),
    });
  }

  /** Begins, once functions have been prepared. */
  begin(local: LocalProject): void {
    this.#local = local;
    this.#follow();
    // What was edited while all was being started.
    this.#soon();
  }

  beforeRequest(isBusy: boolean): Promise<void> | null {
    if (this.#local === null || this.#isClosed) return null;
    if (this.#reload === null && this.#stamps.areCurrent(isBusy)) return null;
    return this.#untilFresh(this.#local);
  }

  onReload(reload: SourceReload): void {
    this.#teller.addFunction(reload);
    this.#soon();
  }

  /** Ends the watch; what is under way is waited for. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#folders.close();
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#reload;
    await this.#ahead;
    this.#teller.flush();
  }

  async #untilFresh(local: LocalProject): Promise<void> {
    while (this.#reload !== null) await this.#reload;
    if (this.#isClosed || this.#stamps.changed().length === 0) return;
    this.#reload = this.#load(local).finally(() => {
      this.#reload = null;
    });
    await this.#reload;
  }

  /** Never rejects: a project that cannot be loaded is told of, and the last one is served on. */
  async #load(local: LocalProject): Promise<void> {
    const begunAt = performance.now();
    const files = this.#stamps.changed();
    await untilWritten(files);
    const edit = { files, edited: this.#stamps.edited(files), begunAt };
    try {
      let fault = await this.#attempt(local, edit);
      if (fault !== null) {
        await delay(halfWrittenMs);
        if (this.#stamps.changed().length > 0) fault = await this.#attempt(local, edit);
      }
      if (fault !== null && fault !== this.#fault)
        this.#options.say(`the last sound version is served until this is mended: ${fault}`);
      this.#fault = fault;
    } catch (error) {
      const reason = LockstepError.is(error) ? error.summary : String(error);
      this.#options.say(`the last sound version is served until this is mended: ${reason}`);
    }
  }

  /** Loads the project and puts it in the place of the last one, or gives the fault that forbids that. */
  async #attempt(
    local: LocalProject,
    { files, edited, begunAt }: ProjectEdit,
  ): Promise<string | null> {
    const { project: before, resolution: old } = this.#current;
    const load = await loadWithStamps(this.#options.overrides, this.#stamps, (config) =>
      withFixed(config, before.config),
    );
    this.#stamps = load.stamps;
    if (load.loaded === null) {
      if (LockstepError.is(load.error)) return load.error.summary;
      throw load.error;
    }
    const { project: after, resolution } = load.loaded;
    const known = unreadableFiles(before, old.problems);
    for (const [file, fault] of unreadableFiles(after, resolution.problems))
      if (!known.has(file)) return fault;
    const problemsBefore = this.#problems ?? loadProblems(before, old.findings);
    const tables = await local.replace(after);
    this.#current = load.loaded;
    const problemsAfter = loadProblems(after, resolution.findings);
    const comparison = { before, after, tables, problemsBefore, problemsAfter };
    const phrases = compareProjects({ ...comparison, asked: resolution.config });
    this.#problems = problemsAfter;
    // What came of files none of which is another now came of an edit while they were read.
    const told = edited.length > 0 || phrases.length === 0 ? edited : files;
    if (told.length > 0) this.#teller.addProject(told, phrases, performance.now() - begunAt);
    this.#soon();
    return null;
  }

  /** Looks at the files a moment later, without a request. */
  #soon(): void {
    if (this.#timer !== null || this.#isClosed || this.#local === null) return;
    const local = this.#local;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#isLookAwaited) return;
      this.#isLookAwaited = true;
      this.#then(() => this.#lookAhead(local));
    }, quietMs).unref();
  }

  async #lookAhead(local: LocalProject): Promise<void> {
    this.#isLookAwaited = false;
    await this.beforeRequest(false);
    if (!this.#isClosed) await local.functions.refresh();
    this.#follow();
  }

  /** What fails without a request fails again with it, and is told then. */
  #then(work: () => Promise<void>): void {
    const done = (this.#ahead ?? Promise.resolve()).then(work).catch(() => {});
    this.#ahead = done;
    void done.finally(() => {
      if (this.#ahead === done) this.#ahead = null;
    });
  }

  #follow(): void {
    if (this.#local === null || this.#isClosed) return;
    this.#folders.follow([...this.#stamps.files.keys(), ...this.#local.functions.watchedFiles()]);
  }
}
