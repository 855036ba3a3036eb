import type { ProjectFiles } from "../app/small-project.ts";

const template = `Transform: AWS::Serverless-2016-10-31
Parameters:
  WithExtra: { Type: String, Default: "yes" }
Conditions:
  HasExtra: !Equals [!Ref WithExtra, "yes"]
Globals:
  Function:
    Runtime: nodejs24.x
    CodeUri: src
    Layers: [!Ref SharedLayer]
    Environment:
      Variables: { LOG_LEVEL: info }
Resources:
  SharedLayer:
    Type: AWS::Serverless::LayerVersion
    Properties: { LayerName: shared, ContentUri: layers/shared }
  BuiltLayer:
    Type: AWS::Serverless::LayerVersion
    Metadata: { BuildMethod: nodejs22.x }
    Properties: { ContentUri: layers/built }
  PlainFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: plain.handler
      Layers: [!If [HasExtra, !Ref BuiltLayer, !Ref AWS::NoValue]]
      Environment: { Variables: { PLACE: here, API_TOKEN: "" } }
  RequiringFunction:
    Type: AWS::Serverless::Function
    Properties: { Handler: requiring.handler, Layers: [!Ref BuiltLayer] }
  TypedFunction:
    Type: AWS::Serverless::Function
    Properties: { Handler: typed.handler, Layers: [!Ref BuiltLayer] }
  BundledFunction:
    Type: AWS::Serverless::Function
    Metadata:
      BuildMethod: esbuild
      BuildProperties: { EntryPoints: [bundled.ts], External: [greeting, colour, "/opt/*"] }
    Properties: { Handler: bundled.handler, Layers: [!Ref BuiltLayer] }
  ForeignFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: plain.variables
      Layers: ["arn:aws:lambda:eu-west-1:111122223333:layer:theirs:7"]
`;

const answer = `{
  greeting: greet("you"), colour, shout: shout("hey"), level: process.env.LOG_LEVEL,
  place: process.env.PLACE, hidden: process.env.LOCKSTEP_LAYERS ?? null,
}`;

const imports = `import greet from "greeting";
import { colour } from "colour";
import { shout } from "/opt/nodejs/shout.mjs";
`;

/** A project whose functions use packages and modules of layers, and variables the shell could set. */
export const layeredProject: ProjectFiles = {
  "template.yaml": template,
  "src/plain.mjs": `${imports}
export const handler = async () => (${answer});
export const variables = async () => ({ ...process.env });
`,
  "src/requiring.cjs": `const greet = require("greeting");
const { colour } = require("colour");
const { shout } = require("/opt/nodejs/shout.mjs");
exports.handler = async () => (${answer});
`,
  "src/typed.ts": `// @ts-nocheck
${imports}
export const handler = async (): Promise<unknown> => (${answer});
`,
  "src/bundled.ts": `// @ts-nocheck
${imports}
export const handler = async (): Promise<unknown> => (${answer});
`,
  // Both layers have the package: the later one's counts.
  "layers/shared/nodejs/node_modules/colour/package.json": '{ "name": "colour", "main": "a.js" }',
  "layers/shared/nodejs/node_modules/colour/a.js": 'exports.colour = "red";',
  "layers/shared/nodejs/node_modules/greeting/package.json":
    '{ "name": "greeting", "main": "a.js" }',
  "layers/shared/nodejs/node_modules/greeting/a.js": "module.exports = (who) => `Hello, ${who}`;\n",
  "layers/shared/nodejs/shout.mjs": "export const shout = (text) => text.toUpperCase();\n",
  "layers/built/package.json": '{ "name": "built", "dependencies": { "colour": "1.0.0" } }',
  "layers/built/node_modules/colour/package.json":
    '{ "name": "colour", "type": "module", "exports": "./b.js" }',
  "layers/built/node_modules/colour/b.js": 'export const colour = "blue";\n',
};
