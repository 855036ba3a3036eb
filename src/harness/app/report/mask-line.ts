/** A member whose name says that its value is a secret, and a value written out beside it. */
const namedSecret =
  /((?:password|passwd|pwd|passphrase|secret|api[-_]?key|private[-_]?key|access[-_]?key(?:[-_]?id)?|authorization|token)["']?\s*[:=]\s*["']?)([^\s"'!{}[\]$&*|>#,][^\s"',}\]]*)/gi;

/**
 * Values that are secrets wherever they stand: access keys, bearer tokens, JSON web tokens, private keys,
 * tokens of well-known services by their prefix, the password in a URL.
 */
const knownSecret =
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|(?<=\b(?:Bearer|Basic) )[A-Za-z0-9+/=._~-]{8,}|\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*|(?<=-----BEGIN [A-Z ]*PRIVATE KEY-----).+|\b(?:gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|[rs]k_live_|npm_)[\w-]{10,}|\bAIza[\w-]{30,}|(?<=:\/\/[^\s:@/]{0,100}:)[^\s@/]+(?=@)/g;

/** Words that follow a name like a secret's and are none: types, switches, references. */
const harmless =
  /^(?:string|object|array|integer|number|boolean|true|false|null|arn:.*|https?:.*|-)$/i;

function stars(text: string): string {
  return "*".repeat(text.length);
}

/** A line of a source with secrets written over, character by character, so that columns stay. */
export function maskLine(line: string): string {
  return line
    .replaceAll(knownSecret, stars)
    .replaceAll(namedSecret, (all: string, name: string, value: string) =>
      harmless.test(value) || value.length < 4 ? all : `${name}${stars(value)}`,
    );
}

const keyBegins = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const keyEnds = /-----END [A-Z ]*PRIVATE KEY-----/;

/** A member whose name says that its value is a secret, and whose value is the block below it. */
const blockOfSecret =
  /(?:password|passwd|pwd|passphrase|secret|api[-_]?key|private[-_]?key|access[-_]?key|token)["']?\s*:\s*[|>][-+0-9]*\s*(?:#.*)?$/i;

/** No key is longer, nor any block worth looking through. */
const mostLinesOfSecret = 200;

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/**
 * Whether a line, counted from 0, is in the middle of a secret of several lines: a private key, or a block
 * whose name says that it is one.
 */
export function isInsideSecret(lines: readonly string[], index: number): boolean {
  const own = lines[index] ?? "";
  let indent = indentOf(own);
  for (let at = index - 1; at >= 0 && at >= index - mostLinesOfSecret; at -= 1) {
    const line = (lines[at] ?? "").slice(0, 1000);
    if (keyEnds.test(line)) return false;
    if (keyBegins.test(line)) return !keyEnds.test(own);
    if (line.trim() === "" || indentOf(line) >= indent) continue;
    indent = indentOf(line);
    if (blockOfSecret.test(line)) return true;
  }
  return false;
}

/** A line with all but its blanks written over. */
export function maskWhole(line: string): string {
  return line.replaceAll(/\S/g, "*");
}

/** Whether a file by its name holds little but secrets, so that none of its lines is to be shown. */
export function holdsSecrets(file: string): boolean {
  const [name = "", ...folders] = file.split("/").toReversed();
  return (
    /^(?:\.env(?:\..*)?|credentials(?:\.\w+)?|\.?netrc|\.npmrc|\.pypirc|\.pgpass|\.git-credentials|id_(?:rsa|dsa|ecdsa|ed25519)|.*\.(?:pem|key|p12|pfx|jks))$/i.test(
      name,
    ) || folders.some((folder) => folder === ".aws" || folder === ".ssh")
  );
}
