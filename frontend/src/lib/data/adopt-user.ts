import type { Schemas } from "@/lib/api/client";
import { currentWorkspace, setWorkspace } from "@/lib/api/workspace";
import { setFormatDefaults } from "@/lib/format";

export type User = Schemas["User"];

/** What the rest of the app needs to know as soon as the person is known. */
export function adoptUser(user: User): User {
  setFormatDefaults({ locale: user.locale, timeZone: user.time_zone });
  const known = currentWorkspace();
  const workspace = user.workspaces.find(({ id }) => id === known) ?? user.workspaces[0];
  if (workspace) setWorkspace(workspace.id);
  return user;
}
