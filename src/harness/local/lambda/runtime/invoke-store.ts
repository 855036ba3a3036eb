const requestIdKey = Symbol.for("_AWS_LAMBDA_REQUEST_ID");
const traceIdKey = Symbol.for("_AWS_LAMBDA_X_RAY_TRACE_ID");
const tenantIdKey = Symbol.for("_AWS_LAMBDA_TENANT_ID");
const protectedKeys: readonly unknown[] = [requestIdKey, traceIdKey, tenantIdKey];

type Context = Record<string | symbol, unknown>;

/**
 * `awslambda.InvokeStore` of nodejs24: what SDK clients and loggers ask for the request they run in
 * (`@aws/lambda-invoke-store`). The runtime runs one invocation at a time, so there is one context.
 */
export class InvokeStore {
  static readonly PROTECTED_KEYS = {
    REQUEST_ID: requestIdKey,
    X_RAY_TRACE_ID: traceIdKey,
    TENANT_ID: tenantIdKey,
  };

  currentContext: Context | undefined;

  isProtectedKey(key: unknown): boolean {
    return protectedKeys.includes(key);
  }

  /** `-` while no invocation runs. */
  getRequestId(): unknown {
    return this.get(requestIdKey) ?? "-";
  }

  getXRayTraceId(): unknown {
    return this.get(traceIdKey);
  }

  /** The runtime does not set it. */
  getTenantId(): unknown {
    return this.get(tenantIdKey);
  }

  getContext(): Context | undefined {
    return this.currentContext;
  }

  hasContext(): boolean {
    return this.currentContext !== undefined;
  }

  get(key: string | symbol): unknown {
    return this.currentContext?.[key];
  }

  set(key: string | symbol, value: unknown): void {
    if (this.isProtectedKey(key)) {
      throw new Error(`Cannot modify protected Lambda context field: ${String(key)}`);
    }
    this.currentContext ??= {};
    this.currentContext[key] = value;
  }

  run<T>(context: Context, work: () => T): T {
    this.currentContext = context;
    return work();
  }
}

/** Begins an invocation: the context the runtime gives it. */
export function beginContext(store: InvokeStore, requestId: string, traceId: string): void {
  store.currentContext = { [requestIdKey]: requestId, [traceIdKey]: traceId };
}
