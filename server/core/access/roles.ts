/** From the least to the most: each role may do what the ones before it may. */
export const ROLES = ["viewer", "analyst", "admin"] as const;
export type Role = (typeof ROLES)[number];

export const roleAllows = (has: Role, needs: Role): boolean => ROLES.indexOf(has) >= ROLES.indexOf(needs);

/** What each role may do, in the words of the invitation form. */
export const ROLE_EXPLANATIONS: Record<Role, string> = {
  viewer: "reads everything",
  analyst: "reads, adds articles and judges matches",
  admin: "also manages people, settings and deletions",
};
