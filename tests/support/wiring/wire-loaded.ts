import {
  loadApiDocument,
  readInlineDefinition,
} from "../../../src/harness/model/openapi/load-api-document.ts";
import type { ApiDocument } from "../../../src/harness/model/openapi/api-document.ts";
import type {
  ApiResource,
  TemplateModel,
} from "../../../src/harness/model/template/template-model.ts";
import type { DetailSchema } from "../../../src/harness/model/eventbridge/never-matches/never-matches.ts";
import type { Problem } from "../../../src/harness/core/problem.ts";
import type { ProblemCode } from "../../../src/harness/core/problem-codes.ts";
import { wireProject } from "../../../src/harness/model/wiring/wire-project.ts";
import { readTemplate } from "./read-template.ts";

const hashing = { sha256: (): string => "" };

/** A template with its documents by file name, read as the tool reads them; every handler is there. */
export interface LoadedTexts {
  readonly template: string;
  readonly documents?: Readonly<Record<string, string>>;
  /** Documents that no API names. */
  readonly unwired?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly eventSchemas?: readonly DetailSchema[];
}

function load(file: string, text: string): ApiDocument {
  return loadApiDocument({ file, text, hashing });
}

function documentOf(
  { definition }: ApiResource,
  { source }: TemplateModel,
  documents: Readonly<Record<string, string>>,
): ApiDocument | null {
  if (definition.kind === "inline")
    return readInlineDefinition({ source, pointer: definition.pointer, hashing });
  if (definition.kind !== "include" && definition.kind !== "uri") return null;
  const text = documents[definition.location];
  return text === undefined ? null : load(definition.location, text);
}

/** Wires a project given as texts and picks the problems of one code. */
export function wiredProblems(code: ProblemCode, texts: LoadedTexts): readonly Problem[] {
  const { documents = {}, unwired = {}, parameters = {}, eventSchemas = [] } = texts;
  const template = readTemplate(texts.template, { parameters });
  const project = wireProject({
    template,
    documents: new Map(
      template.apis.flatMap((api) => {
        const document = documentOf(api, template, documents);
        return document === null ? [] : [[api.logicalId, document] as const];
      }),
    ),
    files: { read: () => "export const handler = 1;\n" },
    templateDir: ".",
    unwiredDocuments: Object.entries(unwired).map(([file, text]) => load(file, text)),
    eventSchemas,
  });
  return project.problems.filter((problem) => problem.code === code);
}

/** A template of resources, and of sections before them. */
export function templateOf(resources: string, sections = ""): string {
  return `Transform: AWS::Serverless-2016-10-31\n${sections}Globals: { Function: { Runtime: nodejs24.x, Handler: app.handler } }\nResources:\n${resources}`;
}

/** A function, with events if any are given. */
export function functionOf(logicalId: string, events = ""): string {
  const given = events === "" ? "" : `\n      Events: ${events}`;
  return `  ${logicalId}:\n    Type: AWS::Serverless::Function\n    Properties:\n      MemorySize: 128${given}\n`;
}

/** An API; its properties in flow style. */
export function apiOf(
  logicalId: string,
  properties: string,
  kind: "Api" | "HttpApi" = "Api",
): string {
  const stage = kind === "Api" ? "StageName: dev, " : "";
  return `  ${logicalId}:\n    Type: AWS::Serverless::${kind}\n    Properties: { ${stage}${properties} }\n`;
}

/** `DefinitionBody` that includes a file. */
export function include(file = "openapi.yaml"): string {
  return `DefinitionBody: { Fn::Transform: { Name: AWS::Include, Parameters: { Location: ${file} } } }`;
}

/** An integration with a function, in flow style; `null` for none. */
export function specOf(routes: Readonly<Record<string, string | null>>, extra = ""): string {
  const paths = Object.entries(routes).map(([route, functionId]) => {
    const [method = "get", path = "/"] = route.split(" ");
    const integration =
      functionId === null
        ? "{}"
        : `{ x-amazon-apigateway-integration: { type: aws_proxy, httpMethod: POST, uri: { Fn::Sub: "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${functionId}.Arn}/invocations" } } }`;
    return `  ${path}: { ${method}: ${integration} }\n`;
  });
  return `openapi: 3.0.3\ninfo: { title: x, version: "1" }\npaths:\n${paths.join("")}${extra}`;
}

/** Messages joined, for tests that look for words. */
export function messagesOf(problems: readonly Problem[]): string {
  return problems.map(({ message }) => message).join("\n");
}
