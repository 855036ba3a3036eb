import { expect } from "chai";
import { keysOf, readDefinition } from "../../../../support/wiring/read-definition.ts";
import { readTemplate } from "../../../../support/wiring/read-template.ts";

const get = `{ get: { responses: { "200": { description: ok } } } }`;
const include = (location: string): string =>
  `Fn::Transform: { Name: AWS::Include, Parameters: { Location: ${location} } }`;

function readPaths(files: Readonly<Record<string, string>>, paths = include("p0.yaml")) {
  const template = readTemplate(`
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody: { openapi: 3.0.1, paths: { ${paths} } }
`);
  return readDefinition(template, "Api", files);
}

/** A file whose members each include another. */
function fanOut(width: number, location: string): string {
  return Array.from(
    { length: width },
    (_, index) => `x-m${index}: { ${include(location)} }\n`,
  ).join("");
}

const messagesOf = ({ problems }: ReturnType<typeof readPaths>) =>
  problems.map(({ message }) => message);

describe("IncludedParts", () => {
  it("refuses a file that includes itself many times", () => {
    const read = readPaths({ "p0.yaml": `/a: ${get}\n${fanOut(25, "p0.yaml")}` });
    expect(keysOf(read)).to.deep.equal(["GET /a"]);
    expect(messagesOf(read)[0]).to.contain("p0.yaml includes itself");
  });

  it("refuses files that include each other", () => {
    const read = readPaths({
      "p0.yaml": `/a: ${get}\nx-b: { ${include("p1.yaml")} }\n`,
      "p1.yaml": `x-c: { ${include("p0.yaml")} }\n`,
    });
    expect(keysOf(read)).to.deep.equal(["GET /a"]);
    expect(messagesOf(read)).to.deep.equal([
      "A part of the document of Api cannot be read: p0.yaml includes itself.",
    ]);
  });

  it("reads a hundred includes of one API, and says once that there are more", () => {
    const names = [0, 1, 2, 3].map((level): [string, string] => [
      `p${level}.yaml`,
      `${level === 0 ? `/a: ${get}\n` : ""}${fanOut(25, `p${level + 1}.yaml`)}`,
    ]);
    const read = readPaths({ ...Object.fromEntries(names), "p4.yaml": "x: 1\n" });
    expect(keysOf(read)).to.deep.equal(["GET /a"]);
    expect(messagesOf(read)).to.deep.equal([
      "A part of the document of Api cannot be read: more than 100 files are included.",
    ]);
  });

  it("counts the includes of one API alone", () => {
    const paths = Array.from({ length: 100 }, (_, n) => `/p${n}: { ${include("item.yaml")} }`);
    const read = readPaths({ "item.yaml": `get: { responses: {} }\n` }, paths.join(", "));
    expect(keysOf(read)).to.have.length(100);
    expect(messagesOf(read)).to.deep.equal([]);
  });

  it("follows includes five files deep", () => {
    const chain = (length: number) =>
      Object.fromEntries(
        Array.from({ length }, (_, level): [string, string] => [
          `p${level}.yaml`,
          level === length - 1 ? "y: 1\n" : `x: { ${include(`p${level + 1}.yaml`)} }\n`,
        ]),
      );
    expect(messagesOf(readPaths(chain(5)))).to.deep.equal([]);
    expect(messagesOf(readPaths(chain(6)))).to.deep.equal([
      "A part of the document of Api cannot be read: p5.yaml is included more than 5 files deep.",
    ]);
  });
});
