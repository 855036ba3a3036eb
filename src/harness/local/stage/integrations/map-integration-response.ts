import type { HeaderLine } from "../../../core/http-message.ts";
import { firstAccepted } from "../binary-media-types.ts";
import type { UnfinishedResponse } from "../finish-response.ts";
import {
  failGateway,
  isFailure,
  refuseUnemulated,
  type GatewayFailure,
} from "../gateway-failure.ts";
import { renderMappingTemplate } from "../mapping-template/render-mapping-template.ts";
import { isSendable } from "../merge-headers.ts";
import type { StageContext } from "../stage-context.ts";
import { convertResponseContent } from "./convert-content.ts";
import type { IntegrationResponse, Mapped } from "./integration.ts";
import { answerFault, orFault, type IntegrationRequest } from "./map-request.ts";
import { readMapping } from "./mapping-expression.ts";
import type { MethodRequest } from "./method-request.ts";
import { remapResponseHeader } from "./remap-headers.ts";

/** What an integration answered. */
export interface IntegrationAnswer {
  /** What patterns are held against: a status, or a function's `errorMessage`; `null` takes the default. */
  readonly selects: string | null;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
  /** Media type of the body, for telling whether it is binary. */
  readonly contentType: string | undefined;
}

/** What the response of an integration is mapped with. */
export interface ResponseSetting {
  readonly context: Pick<StageContext, "binary">;
  readonly mapped: Mapped;
  readonly request: MethodRequest;
  readonly sent: IntegrationRequest;
}

/**
 * Makes the response of a non-proxy integration: the entry of `responses` whose pattern matches, else
 * `default`; its template for what the client accepts; its headers; what the templates override.
 */
export function mapIntegrationResponse(
  setting: ResponseSetting,
  answer: IntegrationAnswer,
): UnfinishedResponse | GatewayFailure {
  const { context, mapped, request, sent } = setting;
  const chosen = chooseResponse(mapped.responses, answer.selects);
  if (chosen === null) {
    const what = answer.selects ?? "an answer without an error";
    const detail = `no entry of the integration's responses is for ${JSON.stringify(what)}, and there is no default`;
    return failGateway("API_CONFIGURATION_ERROR", { detail });
  }
  const isBinary = answer.body.byteLength > 0 && context.binary.matches(answer.contentType);
  const content = convertResponseContent(
    { bytes: answer.body, isBinary },
    chosen.contentHandling,
    context.binary.matches(firstAccepted(request.accept)),
  );
  if (content === null) {
    const detail = "the integration's body has to become binary and is not Base64";
    return failGateway("API_CONFIGURATION_ERROR", { detail });
  }
  const template = chooseTemplate(chosen.templates, request.accept);
  if (template !== null && content.isBinary)
    return refuseUnemulated("mapping templates for binary bodies");
  const text = Buffer.from(content.bytes).toString("utf8");
  const rendered =
    template === null
      ? null
      : renderMappingTemplate(template.text, {
          body: text,
          parameters: request.parameters,
          context: request.context,
          stageVariables: request.stageVariables,
          overrides: sent.overrides,
        });
  if (rendered !== null && !rendered.ok)
    return answerFault(rendered, `the response template of ${template?.mediaType}`);
  const overrides = rendered?.overrides ?? sent.overrides;
  const mappable = { headers: answer.headers, body: Buffer.from(answer.body).toString("utf8") };
  const headers = orFault("responseParameters", () =>
    mapHeaders(chosen, overrides.response.header, (expression) =>
      readMapping(expression, request, mappable),
    ),
  );
  if (isFailure(headers)) return headers;
  if (!headers.some(([name]) => name.toLowerCase() === "content-type"))
    headers.push(["Content-Type", template?.mediaType ?? "application/json"]);
  return {
    status: overrides.response.status ?? chosen.status,
    headers,
    body: rendered === null ? content.bytes : Buffer.from(rendered.text),
  };
}

/** The first entry whose pattern matches the whole text; `default` where none does. */
function chooseResponse(
  responses: readonly IntegrationResponse[],
  selects: string | null,
): IntegrationResponse | null {
  const matching =
    selects === null ? undefined : responses.find(({ pattern }) => pattern?.test(selects));
  return matching ?? responses.find(({ pattern }) => pattern === null) ?? null;
}

/** The template of what the client accepts, else that of JSON, else the first. */
function chooseTemplate(
  templates: ReadonlyMap<string, string>,
  accept: string | undefined,
): { readonly mediaType: string; readonly text: string } | null {
  for (const item of [...(accept?.split(",") ?? []), "application/json"]) {
    const type = item.split(";", 1)[0]?.trim() ?? "";
    const text = templates.get(type);
    if (text !== undefined) return { mediaType: type, text };
  }
  const [first] = templates;
  return first === undefined ? null : { mediaType: first[0], text: first[1] };
}

const headerPrefix = "method.response.header.";

function mapHeaders(
  { parameters }: IntegrationResponse,
  overridden: Readonly<Record<string, string>>,
  read: (expression: string) => readonly string[],
): HeaderLine[] {
  const groups = new Map<string, readonly HeaderLine[]>();
  const put = (name: string, values: readonly string[]): void => {
    const sent = remapResponseHeader(name, "mapped");
    if (sent === null) return;
    // The client may have put a line break into what is mapped: such a header is left out.
    const lines = values.filter((value) => isSendable(sent, value));
    if (lines.length > 0)
      groups.set(
        name.toLowerCase(),
        lines.map((value) => [sent, value] as const),
      );
  };
  for (const [key, expression] of parameters) {
    if (!key.toLowerCase().startsWith(headerPrefix)) continue;
    put(key.slice(headerPrefix.length), read(expression));
  }
  for (const [name, value] of Object.entries(overridden)) put(name, [value]);
  return [...groups.values()].flat();
}
