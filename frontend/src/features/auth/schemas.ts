import * as v from "valibot";
import { text } from "./messages/en";

const email = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty(text.emailMissing),
  v.maxLength(254, text.tooLong),
  v.email(text.emailWrong),
);

export const loginSchema = v.object({
  email,
  password: v.pipe(v.string(), v.nonEmpty(text.passwordMissing), v.maxLength(1024, text.passwordLong)),
  remember: v.boolean(),
});

export const registerSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(text.nameMissing), v.maxLength(200, text.tooLong)),
  email,
  password: v.pipe(v.string(), v.minLength(8, text.passwordShort), v.maxLength(1024, text.passwordLong)),
  workspace_name: v.pipe(v.string(), v.trim(), v.maxLength(200, text.tooLong)),
});

export type LoginForm = v.InferOutput<typeof loginSchema>;
export type RegisterForm = v.InferOutput<typeof registerSchema>;
