/** A fenced block of a Markdown page that a test runs. */
export interface Snippet {
  /** Page it stands in, relative to the repository. */
  readonly page: string;
  /** Line of the opening fence, counted from 1. */
  readonly line: number;
  readonly language: "ts" | "sh";
  readonly code: string;
  /** Exit code a shell snippet must end with: `sh test exit=1`. */
  readonly exitCode: number;
  /** Folder it runs in, relative to the repository: `sh test in=tests/fixtures/projects/orders`. */
  readonly folder: string;
}

/**
 * Find the blocks whose fence reads `ts test` or `sh test`, with the settings behind it. Other blocks are for
 * reading only.
 *
 * @throws Error when a fence marked for testing has a language or setting that is not known, or no end
 */
export function listSnippets(page: string, markdown: string): readonly Snippet[] {
  const snippets: Snippet[] = [];
  const lines = markdown.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const fence = /^(`{3,})(.*)$/.exec(lines[index] ?? "");
    if (fence === null) continue;
    const end = lines.indexOf(fence[1] ?? "", index + 1);
    const where = `${page}:${String(index + 1)}`;
    if (end === -1) throw new Error(`${where}: the block is never closed`);
    const [language = "", mark, ...settings] = (fence[2] ?? "").trim().split(/\s+/);
    if (mark === "test") {
      if (language !== "ts" && language !== "sh") {
        throw new Error(`${where}: only ts and sh blocks can be tested, not "${language}"`);
      }
      const code = lines.slice(index + 1, end).join("\n");
      snippets.push({ page, line: index + 1, language, code, ...readSettings(where, settings) });
    }
    index = end;
  }
  return snippets;
}

function readSettings(
  where: string,
  settings: readonly string[],
): Pick<Snippet, "exitCode" | "folder"> {
  let exitCode = 0;
  let folder = ".";
  for (const setting of settings) {
    const [, name, value = ""] = /^(exit|in)=(.+)$/.exec(setting) ?? [];
    if (name === "exit") exitCode = Number(value);
    else if (name === "in") folder = value;
    else
      throw new Error(`${where}: unknown setting "${setting}"; known are exit=CODE and in=FOLDER`);
  }
  return { exitCode, folder };
}
