/** "member.role_changed" -> "Member: role changed". */
export function actionWords(action: string): string {
  const [subject = "", ...rest] = action.split(".");
  const words = (part: string) => part.replaceAll("_", " ");
  const head = words(subject);
  const title = head.charAt(0).toUpperCase() + head.slice(1);
  return rest.length > 0 ? `${title}: ${rest.map(words).join(" ")}` : title;
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return "–";
  if (Array.isArray(value)) return value.map(shown).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

/** The detail of an entry as lines of name and value. */
export function detailLines(detail: unknown): [name: string, value: string][] {
  if (typeof detail !== "object" || detail === null) return [];
  return Object.entries(detail).map(([name, value]) => [name.replaceAll("_", " "), shown(value)]);
}
