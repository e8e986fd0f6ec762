import { isApiError, messageOf } from "@/lib/api/errors";
import { text } from "./messages/en";

/** What to say over the form when it was refused. */
export function problemOf(error: unknown): string {
  if (!isApiError(error)) return messageOf(error);
  if (error.code === "invalid_credentials") return text.wrongCredentials;
  if (error.code === "email_taken") return text.emailTaken;
  if (error.status === 429) return text.wait(error.retryAfter ?? 60);
  if (error.status === 503) return text.busy;
  return error.message;
}
