import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect } from "chai";
import { isMap, isScalar, isSeq, parseDocument, visit, type Node } from "yaml";

import { boundsSubject, runBounds } from "../support/orders/bounds.ts";
import { repositoryRoot } from "../support/scenarios/order-project.ts";

// Every bound of openapi.yaml is moved, one at a time, and the hand-written table of values at and beyond each bound
// must notice it at the line where it stands. The bounds are found by walking the document, so a new one is moved too.

const numeric = new Set([
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
]);

/** One change of the text of openapi.yaml. */
interface Change {
  readonly name: string;
  readonly line: number;
  readonly text: string;
}

const text = readFileSync(join(repositoryRoot, "openapi.yaml"), "utf8");

function lineAt(offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function replaceNode(node: Node, value: string): string {
  const [start = 0, end = 0] = node.range ?? [];
  return text.slice(0, start) + value + text.slice(end);
}

function moveNumber(keyword: string, node: Node, value: number, line: number): readonly Change[] {
  return [value - 1, value + 1]
    .filter((moved) => moved >= 0)
    .map((moved) => ({
      name: `line ${line}: ${keyword} ${value} becomes ${moved}`,
      line,
      text: replaceNode(node, String(moved)),
    }));
}

/** Every way to make a pattern laxer or stricter that its form `^PREFIX-[class]+$` has. */
function movePattern(node: Node, pattern: string, line: number): readonly Change[] {
  const moved = [
    pattern.slice(1),
    pattern.slice(0, -1),
    pattern.replace("+$", "*$"),
    pattern.replace("+$", "{2,}$"),
    pattern.replace("[0-9", "[1-9"),
    pattern.replace("[0-9", "[0-8"),
    pattern.replace("A-Z", "B-Z"),
    pattern.replace("A-Z", "A-Y"),
    ...(pattern.includes("a-z") ? [] : [pattern.replace("A-Z", "A-Za")]),
    pattern.replace("]", "-]"),
    // Where a small x may stand anywhere, one at the beginning is no change.
    ...(pattern.includes("a-z") ? [] : [pattern.replace("^", "^X?")]),
  ].filter((changed) => changed !== pattern);
  return moved.map((changed) => ({
    name: `line ${line}: pattern ${pattern} becomes ${changed}`,
    line,
    text: replaceNode(node, `'${changed}'`),
  }));
}

function moveEnum(node: Node, values: readonly unknown[], line: number): readonly Change[] {
  const change = (name: string, changed: readonly unknown[]): Change => ({
    name: `line ${line}: enum ${name}`,
    line,
    text: replaceNode(node, JSON.stringify(changed)),
  });
  const shorter = values.map((value) =>
    change(
      `loses ${String(value)}`,
      values.length === 1 ? ["other"] : values.filter((each) => each !== value),
    ),
  );
  const added = ["lost", "shipped", "overnight"].find((value) => !values.includes(value)) ?? "";
  return [...shorter, change(`gains ${added}`, [...values, added])];
}

function listChanges(): readonly Change[] {
  const changes: Change[] = [];
  visit(parseDocument(text), {
    Pair(_, { key, value }) {
      // Examples hold values, not bounds.
      if (isScalar(key) && (key.value === "example" || key.value === "examples")) return visit.SKIP;
      if (!isScalar(key) || typeof key.value !== "string") return undefined;
      const line = lineAt(key.range?.[0] ?? 0);
      if (isScalar(value) && typeof value.value === "number" && numeric.has(key.value))
        changes.push(...moveNumber(key.value, value, value.value, line));
      if (isScalar(value) && typeof value.value === "string" && key.value === "pattern")
        changes.push(...movePattern(value, value.value, line));
      if (isSeq(value) && key.value === "enum")
        changes.push(...moveEnum(value, value.toJSON(), line));
      return isMap(value) || isSeq(value) ? undefined : visit.SKIP;
    },
  });
  return changes;
}

/** What no value can tell, by name, with the reason. It must stay as short as it is. */
const unnoticed: Readonly<Record<string, string>> = Object.fromEntries(
  ["^ORD-[0-9A-Z]+$", "^CUST-[0-9A-Z]+$"].flatMap((pattern) =>
    ["*", "{2,}"].map((count) => [
      `pattern ${pattern} becomes ${pattern.replace("+$", `${count}$`)}`,
      "minLength demands three characters after the prefix: both patterns allow the same texts",
    ]),
  ),
);

describe("a bound of openapi.yaml that moves", () => {
  const changes = listChanges();

  it("is found by walking the document: numbers, patterns and enums", () => {
    const moved = (keyword: string): number =>
      changes.filter(({ name }) => name.includes(`: ${keyword} `)).length;
    for (const keyword of ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"])
      expect(moved(keyword), keyword).to.be.greaterThan(1);
    expect(moved("pattern")).to.be.greaterThan(10);
    expect(moved("enum")).to.be.greaterThan(5);
  });

  for (const { name, line, text: changed } of changes) {
    if (Object.hasOwn(unnoticed, name.replace(/^line \d+: /, ""))) continue;
    it(`${name}: noticed at that line`, async () => {
      const findings = await runBounds(boundsSubject(changed));
      const places = findings.map(({ place }) => place.split(":").slice(0, 2).join(":"));
      expect(places).to.include(`openapi.yaml:${line}`);
      expect([...new Set(places)], "nothing else is accused").to.deep.equal([
        `openapi.yaml:${line}`,
      ]);
    });
  }

  it("what no value can tell is listed, and nothing else", async () => {
    const silent: string[] = [];
    for (const { name, text: changed } of changes)
      if ((await runBounds(boundsSubject(changed))).length === 0)
        silent.push(name.replace(/^line \d+: /, ""));
    expect(silent).to.deep.equal(Object.keys(unnoticed));
  });
});
