import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadProject, type Project } from "../../../src/harness/app/project/load-project.ts";
import { resolveConfig } from "../../../src/harness/app/project/resolve-config.ts";
import { withTemporaryFolder } from "../contracts/temporary-folder.ts";

/** Files of a project by path; a file that is not named here has the text of the sound project. */
export type ProjectFiles = Readonly<Record<string, string>>;

const template = `Transform: AWS::Serverless-2016-10-31
Globals:
  Function: { Runtime: nodejs24.x, CodeUri: src }
Resources:
  NotesApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: dev
      DefinitionBody:
        Fn::Transform: { Name: AWS::Include, Parameters: { Location: openapi.yaml } }
  ListFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: list.handler
      Events:
        Call: { Type: Api, Properties: { RestApiId: !Ref NotesApi, Path: /notes, Method: get } }
  AddFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: add.handler
      Events:
        Call: { Type: Api, Properties: { RestApiId: !Ref NotesApi, Path: /notes, Method: post } }
`;

const integration = (fn: string): string => `
      x-amazon-apigateway-integration:
        type: aws_proxy
        httpMethod: POST
        uri: { "Fn::Sub": "arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${fn}.Arn}/invocations" }`;

const spec = `openapi: 3.0.3
info: { title: Notes, version: "1" }
paths:
  /notes:
    get:
      operationId: listNotes
      responses:
        "200":
          description: notes
          content:
            application/json:
              schema: { type: object, required: [notes], properties: { notes: { type: array, items: { type: string } } } }${integration("ListFunction")}
    post:
      operationId: addNote
      requestBody:
        required: true
        content:
          application/json:
            schema: { type: object, required: [text], properties: { text: { type: string, minLength: 1 } } }
            examples:
              milk: { value: { text: buy milk } }
              bread: { value: { text: buy bread } }
      responses:
        "201": { description: added }${integration("AddFunction")}
`;

/** A function that always answers the same. */
export function answering(status: number, body: unknown): string {
  const result = {
    statusCode: status,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  return `export const handler = async () => (${JSON.stringify(result)});\n`;
}

/** A sound project of two operations, without tables. */
export const smallProject = {
  "template.yaml": template,
  "openapi.yaml": spec,
  "src/list.mjs": answering(200, { notes: [] }),
  "src/add.mjs": `export const handler = async () => ({ statusCode: 201, body: "" });\n`,
} as const satisfies ProjectFiles;

/** Writes files below a folder, making the folders they need. */
export function writeFiles(root: string, files: ProjectFiles): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(root, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Runs work in a folder that holds the small project, with some files changed or added. */
export function withSmallProject<T>(
  changes: ProjectFiles,
  work: (root: string) => Promise<T> | T,
): Promise<T> {
  return withTemporaryFolder((root) => {
    writeFiles(root, { ...smallProject, ...changes });
    return work(root);
  });
}

/** Runs work on the small project as loaded, with some files changed or added. */
export function openSmallProject<T>(
  changes: ProjectFiles,
  work: (project: Project, root: string) => Promise<T> | T,
): Promise<T> {
  return withSmallProject(changes, async (root) => {
    const { config } = await resolveConfig({ root });
    return work(loadProject(config), root);
  });
}
