import type { Schemas } from "@/lib/api/client";

export type ShareLink = Schemas["ShareLink"];
export type ShareLinkInput = Schemas["ShareLinkInput"];
export type ShareLinkPatch = Schemas["ShareLinkPatch"];
export type Access = Schemas["ShareLinkAccess"];

/** What a link opens. */
export interface Scope {
  type: ShareLink["scope_type"];
  id: string;
  name: string;
}
