import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { corpusFolder } from "../../../corpus/corpus-project.ts";
import { matchLines, type LineAnswer } from "../../../../src/harness/app/runs/match-lines.ts";
import { readLines } from "../../../../src/harness/app/runs/read-lines.ts";
import { isJsonObject, parseJson } from "../../../../src/harness/core/json.ts";

async function* linesOf(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

async function answersTo(texts: readonly string[]): Promise<readonly LineAnswer[]> {
  const answers: LineAnswer[] = [];
  for await (const answer of matchLines(linesOf(texts))) answers.push(answer);
  return answers;
}

const line = (pattern: string, event: string): string => JSON.stringify({ pattern, event });

describe("Lines of patterns and events", () => {
  it("are answered one by one, in their order", async () => {
    const texts = [
      line('{"a":["x"]}', '{"a":"x"}'),
      line('{"a":["x"]}', '{"a":"y"}'),
      line('{"a":[12345678901234567890]}', '{"a":12345678901234567890}'),
    ];
    expect(await answersTo(texts)).to.deep.equal([
      { matched: true },
      { matched: false },
      { matched: true },
    ]);
  });

  it("are read as the service of their mode reads them", async () => {
    const asked = (mode: string, pattern: string, event: string): string =>
      JSON.stringify({ pattern, event, mode });
    const data = Buffer.from('{"a":"ä"}').toString("base64");
    const texts = [
      asked("lambda", '{"data":{"a":["ä"]}}', JSON.stringify({ data })),
      asked("eventbridge", '{"data":{"a":["ä"]}}', JSON.stringify({ data })),
      asked("lambda", '{"data":[]}', "{}"),
      asked("pipes", '{"a":[{"wildcard":"*"}]}', "{}"),
      asked("eventbridge", '{"a":[{"wildcard":"*"}]}', "{}"),
      asked("sns-attributes", '{"a":{"b":["x"]}}', "{}"),
      asked("sqs", '{"a":["x"]}', "{}"),
    ];
    expect(await answersTo(texts)).to.deep.equal([
      { matched: true },
      { matched: false },
      { rejected: "Invalid filter pattern definition." },
      { rejected: "Invalid filter pattern definition." },
      { matched: false },
      {
        rejected:
          "Invalid parameter: Attributes Reason: FilterPolicy: Filter policy scope MessageAttributes does not support nested filter policy",
      },
      { rejected: "The mode is none of eventbridge, pipes, lambda, sns-body, sns-attributes." },
    ]);
  });

  it("get the service's reason for a pattern that is none, and one for an event that is none", async () => {
    expect(await answersTo([line("{}", "{}"), line('{"a":[1]}', "[]")])).to.deep.equal([
      { rejected: "Empty objects are not allowed" },
      { rejected: "Event must be a JSON object" },
    ]);
  });

  it("that are broken get an answer too, and empty ones none", async () => {
    const reason = 'The line is not {"pattern": text, "event": text}.';
    expect(await answersTo(["nope", "", '{"pattern":{},"event":"{}"}', "[]"])).to.deep.equal([
      { rejected: reason },
      { rejected: reason },
      { rejected: reason },
    ]);
  });
});

describe("Lines of a byte stream", () => {
  async function linesIn(...chunks: readonly (string | Uint8Array)[]): Promise<unknown[]> {
    const lines: unknown[] = [];
    for await (const each of readLines(Readable.from(chunks))) lines.push(each);
    return lines;
  }

  it("end at line feeds alone, whatever chunks they come in", async () => {
    expect(await linesIn("a\r\nb", "c\n", "\n", "d")).to.deep.equal(["a", "bc", "", "d"]);
    const separators = line('{"a":["x"]}', '{"a":"x","b":"\u2028\u2029\u0085"}');
    expect(await linesIn(`${separators}\n`)).to.deep.equal([separators]);
    const bytes = Buffer.from("é\n€");
    expect(
      await linesIn(bytes.subarray(0, 1), bytes.subarray(1, 5), bytes.subarray(5)),
    ).to.deep.equal(["é", "€"]);
  });

  it("begin behind a byte order mark", async () => {
    expect(await linesIn(`\uFEFF${line('{"a":["x"]}', "{}")}`)).to.deep.equal([
      line('{"a":["x"]}', "{}"),
    ]);
  });

  it("are given up beyond 32 MB, and the next one is read", async () => {
    const chunk = Buffer.alloc(4 * 1024 * 1024, "x");
    const chunks = Array.from({ length: 9 }, () => chunk);
    expect(await linesIn(...chunks, "\nnext\n")).to.deep.equal([null, "next"]);
  });
});

const corpus = path.join(corpusFolder(), "../eventbridge/patterns.jsonl");

describe("The corpus of event patterns (skipped where it is absent)", () => {
  before(function skipWithoutCorpus() {
    if (!existsSync(corpus)) this.skip();
  });

  it("is answered as the service's own matcher answers, reasons included", async () => {
    const texts = readFileSync(corpus, "utf8").split("\n").filter(Boolean);
    const rows = texts.map(parseJson).filter(isJsonObject);
    const answers = await answersTo(texts);
    const wrong = rows.flatMap(({ id, expected, error = null, tags = [] }, index) => {
      if (Array.isArray(tags) && tags.includes("quirk")) return [];
      const wanted = expected === "rejected" ? { rejected: error } : { matched: expected };
      const got = answers[index];
      return JSON.stringify(got) === JSON.stringify(wanted) ? [] : [{ id, wanted, got }];
    });
    expect(rows.length).to.be.greaterThan(300);
    expect(wrong).to.deep.equal([]);
  });
});
