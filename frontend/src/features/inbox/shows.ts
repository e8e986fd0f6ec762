import type { ConversationQuery } from "./types";

/** What the inbox can show; the first is what it opens with. */
export const shows = ["me", "client", "open", "snoozed", "closed"] as const;
export type Show = (typeof shows)[number];

export const showOf = (value: string | null): Show => shows.find((show) => show === value) ?? "me";

export function queryOf(show: Show): ConversationQuery {
  switch (show) {
    case "me":
    case "client":
      // Who has waited longest comes first.
      return { "filter[status]": "open", "filter[waiting_on]": show, sort: "waiting_since" };
    default:
      return { "filter[status]": show };
  }
}
