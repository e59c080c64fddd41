import { z } from "zod";
import { MIN_PASSWORD_LENGTH } from "@/server/core/access/password-length";
import { roleShape } from "@/server/core/access/role-shape";

export const emailShape = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "An e-mail address has at most 254 characters.")
  .regex(/^[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+\.[^\s@<>()[\],;:\\"]+$/u, "This does not look like an e-mail address.");

export const passwordShape = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `A password needs at least ${MIN_PASSWORD_LENGTH} characters.`)
  .max(200, "A password has at most 200 characters.")
  .refine((value) => new Set(value).size > 3, "This password repeats itself; take a phrase that only you know.");

export const nameShape = z
  .string()
  .trim()
  .min(1, "Say how colleagues should see your name.")
  .max(120, "A name has at most 120 characters.");

export const tokenShape = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/, "This link is not complete.");

/** What a person fills in to claim a setup or invitation link. */
export const claimShape = z.strictObject({ token: tokenShape, name: nameShape, email: emailShape, password: passwordShape });
/** What a person types to sign in: whether it is a good password is no question here. */
export const signInShape = z.strictObject({ email: emailShape, password: z.string().min(1, "Type your password.").max(200, "A password has at most 200 characters.") });
export const resetShape = z.strictObject({ token: tokenShape, password: passwordShape });
export const invitationShape = z.strictObject({ email: emailShape, role: roleShape });
export const passwordChangeShape = z.strictObject({ current: z.string().min(1, "Type the password you use now.").max(200), next: passwordShape });

/** A path inside the application to return to after signing in; anything else becomes the start page. */
export function safeReturnPath(value: string | null | undefined): string {
  if (!value || !value.startsWith("/") || value.startsWith("//") || /[\\\u0000-\u001f]/.test(value)) return "/";
  return value;
}
