import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { Command } from "commander";
import { isObject, parseJson } from "../../../../src/harness/core/json.ts";
import { buildProgram } from "../../../../src/harness/app/cli/build-program.ts";
import type { ExitCode } from "../../../../src/harness/app/cli/command-setting.ts";
import { runProgram } from "../../../../src/harness/app/cli/run-program.ts";
import { toolVersion } from "../../../../src/harness/app/report/tool-version.ts";
import { toOverrides } from "../../../../src/harness/app/cli/project-options.ts";
import { answer } from "../../../support/app/scripted-target.ts";
import { listen } from "../../../support/contracts/order-api.ts";
import { recordTerminal } from "../../../support/app/recorded-terminal.ts";
import { notePact, listing } from "../../../support/app/note-pact.ts";
import { runResultViolations } from "../../../support/app/run-result-schema.ts";
import { withSmallProject } from "../../../support/app/small-project.ts";

const lockstep = (...words: readonly string[]) => runIn(recordTerminal(), words);

async function runIn(terminal: ReturnType<typeof recordTerminal>, words: readonly string[]) {
  const codes: ExitCode[] = [];
  const helped: string[] = [];
  const refused: string[] = [];
  const program = buildProgram({ terminal, finish: (code) => void codes.push(code) });
  const everyCommand = (command: Command): void => {
    command.configureOutput({
      writeOut: (text) => void helped.push(text),
      writeErr: (text) => void refused.push(text),
    });
    command.commands.forEach(everyCommand);
  };
  everyCommand(program);
  const own = await runProgram(program, ["node", "lockstep", ...words], terminal);
  return {
    exitCode: own ?? codes[0],
    printed: terminal.printed.join(""),
    said: terminal.said,
    help: helped.join(""),
    refused: refused.join(""),
  };
}

const project = [
  "--root",
  "--template",
  "--config",
  "--stage",
  "--config-env",
  "--config-file",
  "--parameter-overrides",
  "--region",
  "--json",
];
const findings = ["--only", "--rule", "--baseline", "--update-baseline", "--fail-on", "--verbose"];
const stageOptions = [
  "--dynamodb-endpoint",
  "--strict-stage-prefix",
  "--env-vars",
  "--no-env-vars",
  "--env-vars-all",
];
const commands: readonly (readonly [command: string, options: readonly string[]])[] = [
  ["check", [...findings, ...stageOptions, "--as", "--static", "--url", "--header", "--api"]],
  ["start", [...stageOptions, "--as", "--port"]],
  [
    "invoke",
    [
      ...stageOptions,
      "--event",
      "--no-event",
      "--qualifier",
      "--client-context",
      "--tenant-id",
      "--log-type",
      "[function]",
    ],
  ],
  ["fidelity", []],
  ["events generate", ["--operation", "--example", "--out"]],
  ["events validate", [...findings, "[files...]"]],
  ["pact check", [...findings, "--api", "[paths...]"]],
  [
    "pact verify",
    [...findings, ...stageOptions, "--as", "--url", "--header", "--api", "[paths...]"],
  ],
  ["doctor", ["--url"]],
];

describe("The command line", () => {
  for (const [command, options] of commands)
    it(`explains every option of ${command}`, async () => {
      const { help, exitCode } = await lockstep(...command.split(" "), "--help");
      expect(exitCode).to.equal(0);
      for (const option of [...project, ...options]) expect(help).to.contain(option);
      const others = [...findings, ...stageOptions].filter((option) => !options.includes(option));
      for (const option of others) expect(help).not.to.contain(option);
    });

  it("names every command and its version", async () => {
    const { help } = await lockstep("--help");
    for (const name of [
      "check",
      "start",
      "invoke",
      "events",
      "pact",
      "doctor",
      "explain",
      "fidelity",
      "routes",
    ])
      expect(help).to.match(new RegExp(`^ {2}${name}\\b`, "m"));
    expect(await lockstep("--version")).to.include({ exitCode: 0, help: `${toolVersion()}\n` });
  });

  for (const words of [
    ["chekc"],
    ["check", "--no-such"],
    ["events", "generate", "--example", "x"],
    ["invoke", "Fn", "--log-type", "all"],
    ["check", "--url"],
  ])
    it(`refuses \`lockstep ${words.join(" ")}\` as usage`, async () => {
      const { exitCode, refused, printed } = await lockstep(...words);
      expect(exitCode).to.equal(2);
      expect(refused).to.contain("error:").and.to.contain("--help");
      expect(printed).to.equal("");
    });

  it("says in the one document of --json what is wrong with the usage", async () => {
    const { exitCode, refused, printed } = await lockstep("check", "--json", "--no-such");
    expect(exitCode).to.equal(2);
    expect(refused).to.contain("--no-such");
    expect(JSON.parse(printed)).to.deep.equal({
      error: {
        code: null,
        message: "unknown option '--no-such'",
        hint: "Add --help for the options.",
        details: [],
        exitCode: 2,
      },
    });
  });

  for (const words of [["check"], ["pact", "verify"]])
    it(`refuses a caller of \`lockstep ${words.join(" ")}\` that the stage of a URL would not take`, async () => {
      const { exitCode, said } = await lockstep(
        ...words,
        "--url",
        "http://127.0.0.1:9",
        "--as",
        "a.json",
      );
      expect(exitCode).to.equal(2);
      expect(said.join())
        .to.contain("project/config-invalid")
        .and.to.contain("--as is for the stage");
      expect(said.join().split("hint:")).to.have.lengthOf(2);
    });
});

describe("Options of the command line", () => {
  for (const words of [["check"], ["pact", "verify"]])
    it(`of \`lockstep ${words.join(" ")}\` that cannot hold end it before anything runs`, () =>
      withSmallProject({ "contracts/shop-notes.json": notePact(listing) }, async (root) => {
        const wrong = [...words, "--root", root, "--url", "abc"];
        const { exitCode, said, printed } = await lockstep(...wrong);
        expect([exitCode, printed]).to.deep.equal([2, ""]);
        expect(said).to.have.length(1);
        expect(said[0]).to.contain("target/bad-url");
      }));

  it("that may be repeated leave the arguments that follow alone", () =>
    withSmallProject({ "pacts/shop-notes.json": notePact(listing) }, async (root) => {
      const seen: string[] = [];
      const server = await listen(({ headers }) => {
        const names = headers.map(([name, value]) => `${name}:${value}`.toLowerCase());
        seen.push(names.filter((line) => /^[ab]:/.test(line)).join(" "));
        return answer(200, { notes: [] });
      });
      const verify = ["pact", "verify", "--root", root, "--url", server.url];
      const repeated = ["--parameter-overrides", "A=1", "--header", "a:1", "--header", "b:2"];
      const { exitCode } = await lockstep(...verify, ...repeated, "pacts");
      await server.close();
      expect(exitCode).to.equal(0);
      expect(seen).to.deep.equal(["a:1 b:2"]);
    }));
});

describe("--parameter-overrides", () => {
  for (const [given, read] of [
    [
      ["A=b", "C=d"],
      ["A=b", "C=d"],
    ],
    [["A=b C=d"], ["A=b", "C=d"]],
    [["Title=My API"], ["Title=My API"]],
    [['Title="My API" A=b'], ["Title=My API", "A=b"]],
    [["A"], ["A"]],
    [[""], [""]],
  ] as const)
    it(`given ${given.map((pair) => JSON.stringify(pair)).join(" and ")} is ${read.join(", ")}`, () => {
      expect(toOverrides({ parameterOverrides: given }).parameterOverrides).to.deep.equal(read);
    });
});

describe("lockstep check", () => {
  it("says its phases on stderr and prints the report on stdout", () =>
    withSmallProject({ "contracts/shop-notes.json": notePact(listing) }, async (root) => {
      const { exitCode, printed, said } = await runIn(recordTerminal(true), [
        "check",
        "--root",
        root,
      ]);
      expect(exitCode).to.equal(0);
      const ended = said.filter((line) => !line.startsWith("["));
      expect(ended).to.have.length(9);
      expect(ended[0]).to.match(/^✓ {2}Spec and template {2}/);
      expect(printed).to.match(/\nIn lockstep\. .*\n/);
    }));

  it("with --json prints one document and nothing else on stdout", () =>
    withSmallProject({}, async (root) => {
      const { printed } = await lockstep("check", "--root", root, "--json");
      expect(runResultViolations(printed)).to.deep.equal([]);
    }));

  it("takes its options from the command line", () =>
    withSmallProject({}, async (root) => {
      expect((await lockstep("check", "--root", root, "--fail-on", "warning")).exitCode).to.equal(
        1,
      );
      const wrong = await lockstep("check", "--root", root, "--fail-on", "fatal");
      expect(wrong.exitCode).to.equal(2);
      expect(wrong.said.join()).to.contain('--fail-on "fatal"');
      const headers = await lockstep("check", "--root", root, "--header", "secret");
      expect(headers).to.include({ exitCode: 2, printed: "" });
      const url = await lockstep("check", "--root", root, "--json", "--url", "http://127.0.0.1:1");
      expect(url.exitCode).to.equal(3);
      expect(runResultViolations(url.printed)).to.deep.equal([]);
    }));
});

describe("Other commands", () => {
  it("print an event, or say where they wrote it", () =>
    withSmallProject({}, async (root) => {
      const made = ["events", "generate", "--root", root, "--operation", "addNote"];
      const printed = await lockstep(...made);
      expect(JSON.parse(printed.printed)).to.include({ resource: "/notes", httpMethod: "POST" });
      const written = await lockstep(...made, "--out", "events/add.json");
      expect(written).to.deep.include({
        exitCode: 0,
        printed: "",
        said: ["Wrote events/add.json."],
      });
      expect(readFileSync(`${root}/events/add.json`, "utf8")).to.equal(printed.printed);
      const told = await lockstep(...made, "--out", "events/add.json", "--json");
      expect([told.printed, told.said]).to.deep.equal(['{"file":"events/add.json"}\n', []]);
      expect((await lockstep("events", "validate", "--root", root)).exitCode).to.equal(0);
      const missing = await lockstep("events", "validate", "none.json", "--root", root, "--json");
      expect(missing.exitCode).to.equal(2);
      expect(JSON.parse(missing.printed)).to.have.nested.property(
        "error.code",
        "project/event-unreadable",
      );
    }));

  it("invoke a function: result on stdout, failure on stderr and in the exit code", () =>
    withSmallProject(
      { "src/add.mjs": `export const handler = async () => { throw new TypeError("no"); };\n` },
      async (root) => {
        const sound = await lockstep("invoke", "ListFunction", "--root", root);
        expect(sound.exitCode).to.equal(0);
        expect(JSON.parse(sound.printed)).to.include({ statusCode: 200 });
        expect(sound.said.join("\n")).to.match(/^INIT_START .*\nSTART [^]*\nEND .*\nREPORT /);
        const failing = await lockstep("invoke", "AddFunction", "--root", root);
        expect(failing.exitCode).to.equal(1);
        expect(JSON.parse(failing.printed)).to.include({
          errorType: "TypeError",
          errorMessage: "no",
        });
        expect(failing.said.at(-1)).to.match(/^TypeError: no\n {6}at .*add\.mjs:1:/);
        const json = await lockstep("invoke", "AddFunction", "--root", root, "--json");
        expect(json.exitCode).to.equal(1);
        expect(JSON.parse(json.printed)).to.have.nested.property("failure.errorType", "TypeError");
      },
    ));

  it("invoke with the part of the log that --log-type asks for, and no event for --no-event", () =>
    withSmallProject(
      {
        "src/list.mjs": `export const handler = async (event) => { console.log("é".repeat(3000)); return event; };\n`,
        "e.json": '{ "a": 1 }',
      },
      async (root) => {
        const call = ["invoke", "ListFunction", "--root", root, "-e", "e.json"] as const;
        const none = await lockstep(...call, "--log-type", "none");
        expect(JSON.parse(none.printed)).to.deep.equal({ a: 1 });
        expect(none.said.join("\n"))
          .to.contain("event-of-another-source")
          .and.not.contain("REPORT");
        const tail = await lockstep(...call, "--no-event", "--log-type", "Tail");
        expect([tail.exitCode, JSON.parse(tail.printed)]).to.deep.equal([0, {}]);
        expect(tail.said).to.have.length(1);
        expect(tail.said[0]).to.match(/^é+\nEND .*\nREPORT .*$/);
        const json = await lockstep(...call, "--log-type", "tail", "--json");
        const printed = parseJson(json.printed);
        const logResult = isObject(printed) ? printed["logResult"] : null;
        expect(Buffer.from(JSON.stringify(logResult), "base64")).to.have.length(4096);
        expect(json.said).to.deep.equal([]);
      },
    ));

  it("invoke the only function without its name", () =>
    withSmallProject({}, async (root) => {
      const several = await lockstep("invoke", "--root", root);
      expect(several.exitCode).to.equal(2);
      expect(several.said.join("\n")).to.contain("ListFunction, AddFunction");
    }));

  it("hold pacts against the document", () =>
    withSmallProject({ "contracts/shop-notes.json": notePact(listing) }, async (root) => {
      const checked = await lockstep("pact", "check", "--root", root);
      expect(checked.exitCode).to.equal(0);
      expect(checked.printed).to.contain("In lockstep.");
      const verified = await lockstep("pact", "verify", "--root", root, "--json");
      expect(verified.exitCode).to.equal(0);
      expect(runResultViolations(verified.printed)).to.deep.equal([]);
    }));
});

describe("lockstep check --static", () => {
  it("reads files alone", () =>
    withSmallProject(
      { "src/list.mjs": "export const handler = 1;\nthrow new Error('ran');\n" },
      async (root) => {
        const { exitCode, printed } = await lockstep("check", "--static", "--root", root);
        expect(exitCode).to.equal(0);
        expect(printed).not.to.contain("Local stage");
      },
    ));

  for (const option of ["--url", "--dynamodb-endpoint"])
    it(`is refused together with ${option}`, async () => {
      const { exitCode, said } = await lockstep("check", "--static", option, "http://127.0.0.1:1");
      expect(exitCode).to.equal(2);
      expect(said.join("")).to.contain(option);
    });
});

describe("lockstep explain and doctor", () => {
  it("explain a code as text and as a document", async () => {
    const text = await lockstep("explain", "project/no-api");
    expect(text.printed).to.match(/^project\/no-api \(info\)\n/);
    const { printed } = await lockstep("explain", "project/no-api", "--json");
    expect(JSON.parse(printed)).to.include({ code: "project/no-api", severity: "info" });
    expect((await lockstep("explain", "nothing")).exitCode).to.equal(2);
  });

  it("look at machine and project", () =>
    withSmallProject({}, async (root) => {
      const { exitCode, printed } = await lockstep("doctor", "--root", root, "--json");
      expect(exitCode).to.equal(0);
      expect(JSON.parse(printed)).to.include({ schema: "lockstep-doctor/1", exitCode: 0 });
    }));
});
