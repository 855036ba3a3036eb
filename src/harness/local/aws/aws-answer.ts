/** An answer of the endpoint, whole. */
export interface AwsAnswer {
  readonly status: number;
  /** Name of the error where this endpoint raised it, `null` when the body has to tell. */
  readonly errorName: string | null;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** An error as the JSON protocols write it, with every spelling their clients look for. */
export function errorAnswer(status: number, name: string, message: string): AwsAnswer {
  const body = Buffer.from(JSON.stringify({ __type: name, message, Message: message, code: name }));
  return {
    status,
    errorName: name,
    headers: { "content-type": "application/x-amz-json-1.0", "x-amzn-errortype": name },
    body,
  };
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function escapeXml(text: string): string {
  return text.replaceAll(/[&<>]/g, (character) => entities[character] ?? "");
}

/** An error as the XML protocols write it: `query` wraps it, the REST one of S3 does not. */
export function xmlErrorAnswer(
  status: number,
  name: string,
  message: string,
  wrapped: boolean,
): AwsAnswer {
  const type = wrapped ? "<Type>Receiver</Type>" : "";
  const error = `<Error>${type}<Code>${name}</Code><Message>${escapeXml(message)}</Message></Error>`;
  const text = wrapped ? `<ErrorResponse>${error}</ErrorResponse>` : error;
  return {
    status,
    errorName: name,
    headers: { "content-type": "application/xml" },
    body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`),
  };
}
