import type { JsonValue } from "../../../core/json.ts";
import { joinPointer, type JsonPointer } from "../../../core/json-pointer.ts";
import type { ApiDocument } from "../../openapi/api-document.ts";
import { isJsonMap } from "../../openapi/read-members.ts";
import { listIntegrations } from "../list-methods.ts";
import { plainMap } from "../unknowable.ts";
import { maskComments, maskPlaceholders } from "./mask-template.ts";

/** A mapping template of an integration, or the template of a gateway response. */
export interface MappingTemplate {
  /** Key of the operation; `null` for a gateway response. */
  readonly operation: string | null;
  /** How it goes by in a message: `the request template of GET /notes`. */
  readonly name: string;
  /** Gateway responses know variables alone, no directives and no functions. */
  readonly language: "velocity" | "variables";
  readonly pointer: JsonPointer;
  /** As written, placeholders of `Fn::Sub` included. */
  readonly written: string;
  /** The same length, what is not the template's masked. */
  readonly text: string;
}

/** Every template of a document whose text stands in it. */
export function listTemplates(document: ApiDocument): readonly MappingTemplate[] {
  const ofIntegrations = listIntegrations(document).flatMap(({ operation, integration }) => {
    const { raw, pointer } = integration;
    const about = { operation: operation.key, language: "velocity" } as const;
    const requests = templatesOf(raw["requestTemplates"], {
      ...about,
      name: `the request template of ${operation.key}`,
      pointer: joinPointer(pointer, "requestTemplates"),
    });
    const answers = Object.entries(plainMap(raw["responses"]) ?? {}).flatMap(([key, response]) =>
      templatesOf(plainMap(response)?.["responseTemplates"], {
        ...about,
        name: `the response template "${key}" of ${operation.key}`,
        pointer: joinPointer(pointer, "responses", key, "responseTemplates"),
      }),
    );
    return [...requests, ...answers];
  });
  return [...ofIntegrations, ...ofGatewayResponses(document)];
}

function ofGatewayResponses({ root }: ApiDocument): readonly MappingTemplate[] {
  const key = "x-amazon-apigateway-gateway-responses";
  return Object.entries(plainMap(root[key]) ?? {}).flatMap(([type, response]) =>
    templatesOf(plainMap(response)?.["responseTemplates"], {
      operation: null,
      language: "variables",
      name: `the gateway response ${type}`,
      pointer: joinPointer("", key, type, "responseTemplates"),
    }),
  );
}

type About = Pick<MappingTemplate, "operation" | "name" | "language" | "pointer">;

function templatesOf(value: JsonValue | undefined, about: About): readonly MappingTemplate[] {
  return Object.entries(plainMap(value) ?? {}).flatMap(([mediaType, template]) => {
    const read = readText(template);
    if (read === null) return [];
    const pointer = joinPointer(about.pointer, mediaType) + read.below;
    const plain = read.isSub ? maskPlaceholders(read.text) : read.text;
    const text = about.language === "velocity" ? maskComments(plain) : plain;
    return [{ ...about, pointer, written: read.text, text }];
  });
}

interface ReadText {
  readonly text: string;
  readonly isSub: boolean;
  /** Where below the media type the text stands. */
  readonly below: JsonPointer;
}

function readText(template: JsonValue): ReadText | null {
  if (typeof template === "string") return { text: template, isSub: false, below: "" };
  const sub = isJsonMap(template) ? template["Fn::Sub"] : undefined;
  if (typeof sub === "string") return { text: sub, isSub: true, below: "/Fn::Sub" };
  const first: unknown = Array.isArray(sub) ? sub[0] : undefined;
  return typeof first === "string" ? { text: first, isSub: true, below: "/Fn::Sub/0" } : null;
}
