import { expect } from "chai";
import { defineFunctions } from "../../../../../src/harness/app/project/define-functions.ts";
import type { ConfiguredEnvVars } from "../../../../../src/harness/app/project/env-vars/env-vars.ts";
import { loadProject, type Project } from "../../../../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../../../../src/harness/app/project/resolve-config.ts";
import { formatLocation, type Problem } from "../../../../../src/harness/core/problem.ts";
import { smallProject, withSmallProject } from "../../../../support/app/small-project.ts";

/** ListFunction declares A and B, B unknown; its FunctionName is "lister". AddFunction declares A alone. */
const template = smallProject["template.yaml"]
  .replace(
    "      Handler: list.handler\n",
    "      Handler: list.handler\n      FunctionName: lister\n      Environment: { Variables: { B: !ImportValue elsewhere } }\n",
  )
  .replace("CodeUri: src }", "CodeUri: src, Environment: { Variables: { A: ofTemplate } } }");

const open = (vars: ConfiguredEnvVars | string, passAll = false): Promise<Project> =>
  withSmallProject(
    {
      "template.yaml": template,
      "env.json": typeof vars === "string" ? vars : JSON.stringify(vars, null, 1),
    },
    async (root) => {
      const overrides = { root, envVars: "env.json", envVarsAll: passAll };
      return loadProject((await resolveConfig(overrides)).config);
    },
  );
const variablesOf = async (vars: ConfiguredEnvVars, passAll = false) => {
  const functions = defineFunctions(await open(vars, passAll));
  return Object.fromEntries(functions.map((each) => [each.logicalId, each.environment]));
};
const findings = async (
  vars: ConfiguredEnvVars,
  passAll = false,
): Promise<readonly (readonly [string, string])[]> => {
  const { problems } = await open(vars, passAll);
  const own = problems.filter(({ code }) => code.startsWith("project/env-vars-"));
  const place = ({ location }: Problem) => (location === undefined ? "" : formatLocation(location));
  return own.map((each) => [each.code.slice("project/env-vars-".length), place(each)] as const);
};

describe("A function's variables", () => {
  it("are the template's, over them the global ones, over those its own", async () => {
    expect(await variablesOf({})).to.deep.equal({
      ListFunction: { A: "ofTemplate" },
      AddFunction: { A: "ofTemplate" },
    });
    expect(
      await variablesOf({ Parameters: { A: "global", B: 1 }, ListFunction: { A: "own" } }),
    ).to.deep.equal({
      ListFunction: { A: "own", B: "1" },
      AddFunction: { A: "global" },
    });
  });

  it("are those of the first of its names: logical id before FunctionName", async () => {
    expect(await variablesOf({ lister: { A: "by name" } })).to.deep.include({
      ListFunction: { A: "by name" },
    });
    const both = { lister: { A: "by name" }, ListFunction: { B: "by id" } };
    expect(await variablesOf(both)).to.deep.include({
      ListFunction: { A: "ofTemplate", B: "by id" },
    });
    expect(await findings(both)).to.deep.equal([["unknown-function", "env.json:2:2"]]);
  });

  it("are only those it declares, and a note says which were left", async () => {
    const vars = { Parameters: { B: "b", C: "c" }, AddFunction: { B: "b", D: "d" } };
    expect((await variablesOf(vars))["AddFunction"]).to.deep.equal({ A: "ofTemplate" });
    expect(await findings(vars)).to.deep.equal([
      // B of Parameters reaches ListFunction, which declares it.
      ["undeclared", "env.json:4:3"],
      ["undeclared", "env.json:7:3"],
      ["undeclared", "env.json:8:3"],
    ]);
  });

  it("are all of them where that is asked for", async () => {
    const vars = { Parameters: { C: "c" }, AddFunction: { D: "d" } };
    expect(await variablesOf(vars, true)).to.deep.equal({
      ListFunction: { A: "ofTemplate", C: "c" },
      AddFunction: { A: "ofTemplate", C: "c", D: "d" },
    });
    expect(await findings(vars, true)).to.deep.equal([]);
  });

  it("never take a name Lambda reserves", async () => {
    const vars = { Parameters: { AWS_REGION: "eu-west-9", _HANDLER: "x" } };
    expect((await variablesOf(vars, true))["AddFunction"]).to.deep.equal({ A: "ofTemplate" });
    expect(await findings(vars, true)).to.deep.equal([
      ["reserved", "env.json:3:3"],
      ["reserved", "env.json:4:3"],
    ]);
  });

  it("are given to no function by a name none has, and a near one is told", async () => {
    const { problems } = await open({ ListFuncton: { A: "x" } });
    const [found, ...others] = problems.filter(({ code }) => code.includes("env-vars"));
    expect(others).to.deep.equal([]);
    expect(found).to.deep.include({
      code: "project/env-vars-unknown-function",
      severity: "warning",
      hint: "Did you mean ListFunction?",
    });
  });

  it("that lead out of a container are told of, without what else they hold", async () => {
    const { problems } = await open({
      AddFunction: { A: "http://me:pw@host.docker.internal:8000", B: "http://docker.internal" },
    });
    const found = problems.filter(({ code }) => code === "project/env-vars-container-host");
    expect(found.map(({ message }) => message)).to.deep.equal([
      "env.json sets A to an address at host.docker.internal, a name that containers have for this machine.",
    ]);
  });

  it("are held to Lambda's 4 KB together", async () => {
    const vars = { Parameters: { A: "x".repeat(4100) } };
    expect(await findings(vars)).to.deep.equal([
      ["too-large", "env.json:2:2"],
      ["too-large", "env.json:2:2"],
    ]);
    expect(await findings({ Parameters: { A: "x".repeat(4000) } })).to.deep.equal([]);
  });

  it("have no part of the shell", async () => {
    process.env["A"] = "of the shell";
    try {
      expect((await variablesOf({}))["AddFunction"]).to.deep.equal({ A: "ofTemplate" });
    } finally {
      delete process.env["A"];
    }
  });

  it("may stand in the configuration, which --env-vars replaces and false leaves out", () =>
    withSmallProject(
      {
        "template.yaml": template,
        "lockstep.config.json": JSON.stringify({ envVars: { AddFunction: { A: "configured" } } }),
        "other.json": '{ "ListFunction": { "A": "named" } }',
      },
      async (root) => {
        const environments = async (envVars: string | false | undefined) => {
          const { config } = await resolveConfig({ root, envVars });
          return defineFunctions(loadProject(config)).map(({ environment }) => environment["A"]);
        };
        expect(await environments(undefined)).to.deep.equal(["ofTemplate", "configured"]);
        expect(await environments("other.json")).to.deep.equal(["named", "ofTemplate"]);
        expect(await environments(false)).to.deep.equal(["ofTemplate", "ofTemplate"]);
      },
    ));

  it("are secret in findings, unless they are plain words or stand in the template", async () => {
    const { hide } = await open({
      Parameters: {
        A: "postgres://me:pw@db/x",
        B: "debug",
        C: "ofTemplate",
        DB_PASSWORD: "dragon",
      },
    });
    const message = "postgres://me:pw@db/x debug ofTemplate dragon";
    const problem: Problem = {
      code: "project/no-api",
      severity: "error",
      message,
      related: [],
      details: [`log: ${message}`],
    };
    expect(hide(problem).message).to.equal("**** debug ofTemplate ****");
    expect(hide(problem).details).to.deep.equal(["log: **** debug ofTemplate ****"]);
  });
});
