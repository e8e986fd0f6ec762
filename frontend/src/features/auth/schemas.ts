import * as v from "valibot";
import { text } from "./messages/en";

const email = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty(text.emailMissing),
  v.maxLength(254, text.tooLong),
  v.email(text.emailWrong),
);

export const newPassword = v.pipe(v.string(), v.minLength(8, text.passwordShort), v.maxLength(1024, text.passwordLong));

const knownPassword = v.pipe(v.string(), v.nonEmpty(text.passwordMissing), v.maxLength(1024, text.passwordLong));

const name = v.pipe(v.string(), v.trim(), v.nonEmpty(text.nameMissing), v.maxLength(200, text.tooLong));

export const loginSchema = v.object({ email, password: knownPassword, remember: v.boolean() });

export const registerSchema = v.object({
  name,
  email,
  password: newPassword,
  workspace_name: v.pipe(v.string(), v.trim(), v.maxLength(200, text.tooLong)),
});

export const emailSchema = v.object({ email });

export const newPasswordSchema = v.object({ password: newPassword });

export const passwordSchema = v.object({ password: knownPassword });

export const codeSchema = v.object({
  // Apps show it in two groups.
  code: v.pipe(
    v.string(),
    v.transform((typed) => typed.replace(/\s/g, "")),
    v.regex(/^[0-9]{6}$/, text.codeWrong),
  ),
});

export const recoverySchema = v.object({
  recovery_code: v.pipe(v.string(), v.trim(), v.nonEmpty(text.recoveryMissing), v.maxLength(64, text.tooLong)),
});

export const invitedSchema = v.object({ name, password: newPassword });

export type LoginForm = v.InferOutput<typeof loginSchema>;
export type RegisterForm = v.InferOutput<typeof registerSchema>;
