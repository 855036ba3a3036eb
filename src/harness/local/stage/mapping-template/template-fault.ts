/**
 * Why a template gives no result. `broken`: API Gateway would fail too, with 500. `unemulated`: it uses what
 * the stage does not have, so nothing can be said.
 */
export class TemplateFault extends Error {
  readonly kind: "broken" | "unemulated";

  constructor(kind: TemplateFault["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}
