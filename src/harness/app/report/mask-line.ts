/** A member whose name says that its value is a secret, and a value written out beside it. */
const namedSecret =
  /((?:password|passwd|passphrase|secret|api[-_]?key|private[-_]?key|access[-_]?key|authorization|token)["']?\s*[:=]\s*["']?)([^\s"'!{}[\]$&*|>#,][^\s"',}\]]*)/gi;

/** Values that are secrets wherever they stand: access keys, bearer tokens, JSON web tokens, private keys. */
const knownSecret =
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|(?<=\b(?:Bearer|Basic) )[A-Za-z0-9+/=._~-]{8,}|\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*|(?<=-----BEGIN [A-Z ]*PRIVATE KEY-----).+/g;

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
