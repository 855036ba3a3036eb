import { joinPointer } from "../../core/json-pointer.ts";
import { placedAt, type Placed } from "../openapi/read-members.ts";
import type { ApiDocument } from "../openapi/api-document.ts";
import { holdsIntrinsic, plainMap } from "./unknowable.ts";

/** A security scheme by its name. */
export interface SecurityScheme extends Placed {
  readonly name: string;
}

const homes = ["/components/securitySchemes", "/securityDefinitions"];

/** The security schemes that are written out. */
export function listSecuritySchemes({ root }: ApiDocument): readonly SecurityScheme[] {
  return homes.flatMap((home) => {
    const schemes = placedAt(root, home);
    if (schemes === null) return [];
    return Object.keys(schemes.value).flatMap((name) => {
      const placed = placedAt(root, joinPointer(schemes.pointer, name));
      return placed === null || holdsIntrinsic(placed.value) ? [] : [{ ...placed, name }];
    });
  });
}

/** The authorizer of a scheme; `null` when there is none, or only CloudFormation knows it. */
export function authorizerOf({ pointer, value }: SecurityScheme): Placed | null {
  const key = "x-amazon-apigateway-authorizer";
  const authorizer = plainMap(value[key]);
  return authorizer === null ? null : { pointer: joinPointer(pointer, key), value: authorizer };
}
