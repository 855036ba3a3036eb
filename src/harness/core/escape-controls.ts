/** What moves a cursor, changes colours, ends a line, or turns the direction of text; a tab and a line feed stay. */
const controls =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

/** The colours that reports are painted with. */
const paint = /(\u001B\[(?:1|2|22|31|32|33|36|39)m)/;

/** Lines that a runner of GitHub Actions would take for a command; `##[` counts anywhere in a line. */
const commands = /^([^\S\n]*):(?=:)|#(?=#\[)/gm;

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * A text as it may be shown: control characters as `\u001b`, which says the same inside a JSON text.
 *
 * @example escapeControls("\u001B[31mred") // "\\u001b[31mred"
 */
export function escapeControls(text: string): string {
  return text.replaceAll(/\r+\n/g, "\n").replaceAll(controls, escape);
}

/** As `escapeControls`; the reports' own colours stay where `isPainted`. */
export function escapeForTerminal(text: string, isPainted: boolean): string {
  if (!isPainted) return escapeControls(text);
  return text
    .split(paint)
    .map((part, index) => (index % 2 === 1 ? part : escapeControls(part)))
    .join("");
}

/**
 * A text none of whose lines gives a command to a runner that reads the log. Source: actions/runner,
 * src/Runner.Common/ActionCommand.cs (`::` after blanks begins one, `##[` anywhere in a line).
 *
 * @example escapeCommands("::error::x") // "\\u003a:error::x"
 */
export function escapeCommands(text: string): string {
  return text.replaceAll(commands, (all: string, blanks: string | undefined) =>
    blanks === undefined ? escape(all) : `${blanks}${escape(":")}`,
  );
}
