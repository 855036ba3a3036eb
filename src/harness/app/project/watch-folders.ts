import { existsSync, watch, type FSWatcher } from "node:fs";
import { basename, dirname, join } from "node:path";
import { lookAt } from "../../local/lambda/look-at.ts";

/** What a folder watch tells, and what it is made with. */
export interface FolderWatchOptions {
  /** A file that is followed may be another now; told late, more than once, or for nothing. */
  readonly onChange: () => void;
  /** Watching is limited on this machine; told once. */
  readonly onTrouble: (reason: string) => void;
  /** `watch` of `node:fs` by default. */
  readonly open?: (folder: string, onEvent: (name: string | null) => void) => FSWatcher;
}

interface Watched {
  readonly watcher: FSWatcher;
  readonly identity: string;
}

/** Beyond, the rest is not watched: each takes one of the system's watches. */
const mostFolders = 1000;

function openWatcher(folder: string, onEvent: (name: string | null) => void): FSWatcher {
  return watch(folder, { persistent: false }, (_, name) => onEvent(name));
}

/** Which folder it is: one that is made anew may have the number of the one before. */
function identityOf(folder: string): string {
  const entry = lookAt(folder);
  return entry === null ? "" : `${entry.dev} ${entry.ino} ${entry.birthtimeMs}`;
}

/**
 * Watches the folders that hold some files, each for itself: that sees files that are replaced, removed
 * and come back, on every platform, and costs a handle a folder, whatever lies below.
 */
export class FolderWatch {
  readonly #options: FolderWatchOptions;
  readonly #watched = new Map<string, Watched>();
  #followed: ReadonlySet<string> = new Set();
  #isTroubled = false;

  constructor(options: FolderWatchOptions) {
    this.#options = options;
  }

  /** Follows these files, by absolute path, whether they are there or not, and no others any more. */
  follow(files: Iterable<string>): void {
    const followed = new Set<string>();
    const folders = new Set<string>();
    for (const file of files) {
      // Of what is not there, the first folder that is missing is waited for.
      let path = file;
      while (!folders.has(dirname(path)) && !existsSync(dirname(path))) path = dirname(path);
      followed.add(path);
      folders.add(dirname(path));
    }
    this.#followed = followed;
    for (const [folder, { watcher, identity }] of this.#watched) {
      if (folders.has(folder) && identityOf(folder) === identity) continue;
      watcher.close();
      this.#watched.delete(folder);
    }
    for (const folder of folders) if (!this.#watched.has(folder)) this.#open(folder);
  }

  close(): void {
    this.follow([]);
  }

  #open(folder: string): void {
    if (this.#watched.size >= mostFolders) return this.#tell(`more than ${mostFolders} folders`);
    try {
      const open = this.#options.open ?? openWatcher;
      const watcher = open(folder, (name) => {
        // Its own name: the folder was removed or moved, and the watch sees nothing any more.
        if (name !== null && name === basename(folder) && !existsSync(join(folder, name))) {
          watcher.close();
          this.#watched.delete(folder);
        }
        if (name === null || this.#followed.has(join(folder, name))) this.#options.onChange();
      });
      watcher.on("error", (error) => {
        watcher.close();
        this.#watched.delete(folder);
        // A folder that went is opened again when it is back.
        if (existsSync(folder)) this.#tell(error.message);
      });
      this.#watched.set(folder, { watcher, identity: identityOf(folder) });
    } catch (error) {
      if (existsSync(folder)) this.#tell(error instanceof Error ? error.message : String(error));
    }
  }

  #tell(reason: string): void {
    if (!this.#isTroubled) this.#options.onTrouble(reason);
    this.#isTroubled = true;
  }
}
