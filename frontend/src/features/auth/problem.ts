import { isApiError, messageOf } from "@/lib/api/errors";
import { text } from "./messages/en";

const known: Record<string, string> = {
  invalid_credentials: text.wrongCredentials,
  invalid_code: text.wrongCode,
  sign_in_expired: text.signInExpired,
  wrong_password: text.wrongPassword,
  link_expired: text.linkExpired,
  email_taken: text.emailTaken,
};

/** What to say over the form when it was refused. */
export function problemOf(error: unknown): string {
  if (!isApiError(error)) return messageOf(error);
  const sentence = known[error.code];
  if (sentence) return sentence;
  if (error.status === 429) return text.wait(error.retryAfter ?? 60);
  if (error.status === 503) return text.busy;
  return error.message;
}
